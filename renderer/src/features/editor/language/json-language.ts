import { jsonDefaults } from 'monaco-editor/languages/features/json/register';
import { z } from 'zod';
import { manifestSchema } from '../../../../../shared/connector/manifest.ts';
import { manifestProblems, mocksProblems } from '../../../../../shared/connector/manifest-problems.ts';
import { mocksJsonSchema } from '../../../../../shared/connector/mocks-schema.ts';
import { monaco } from '../monaco.ts';

const manifestJsonSchema = () =>
  z.toJSONSchema(manifestSchema, { io: 'input', target: 'draft-7', unrepresentable: 'any' });

/** What finds the problems of a file, by its path in the connector. */
const checkers = new Map([
  ['connector.json', manifestProblems],
  ['mocks.json', mocksProblems],
]);

/** Owner of the markers; what stands as their source. */
const owner = 'manifest';

const severities = { error: monaco.MarkerSeverity.Error, warning: monaco.MarkerSeverity.Warning };

function check(model: monaco.editor.ITextModel, problems: typeof manifestProblems): void {
  monaco.editor.setModelMarkers(
    model,
    owner,
    problems(model.getValue()).map(({ start, length, message, severity }) => {
      const [from, to] = [model.getPositionAt(start), model.getPositionAt(start + length)];
      return {
        severity: severities[severity],
        message,
        startLineNumber: from.lineNumber,
        startColumn: from.column,
        endLineNumber: to.lineNumber,
        endColumn: to.column,
      };
    }),
  );
}

/** Time without a change after which a file is checked, ms. */
const quietMs = 250;

function watch(model: monaco.editor.ITextModel): void {
  const [, path = ''] = /^\/[^/]+\/(.+)$/.exec(model.uri.path) ?? [];
  const problems = checkers.get(path);
  if (model.uri.scheme !== 'file' || problems === undefined || model.getLanguageId() !== 'json') return;
  let timer = setTimeout(() => check(model, problems), 0);
  model.onDidChangeContent(() => {
    clearTimeout(timer);
    timer = setTimeout(() => check(model, problems), quietMs);
  });
  model.onWillDispose(() => clearTimeout(timer));
}

/**
 * Hover and completion in connector.json and mocks.json by a JSON schema. What is wrong is found by the very schema that the
 * backend reads them with, so that both say the same; the worker says only what is no JSON. It asks for nothing by network.
 */
export function startJson(): void {
  jsonDefaults.setDiagnosticsOptions({
    validate: true,
    schemaValidation: 'ignore',
    enableSchemaRequest: false,
    allowComments: false,
    schemas: [
      {
        uri: 'studio:///connector.schema.json',
        fileMatch: ['connector.json', '!**/spec/*'],
        schema: manifestJsonSchema(),
      },
      { uri: 'studio:///mocks.schema.json', fileMatch: ['mocks.json', '!**/spec/*'], schema: mocksJsonSchema },
    ],
  });
  for (const model of monaco.editor.getModels()) watch(model);
  monaco.editor.onDidCreateModel(watch);
}
