import { loadedValue } from '../../lib/loadable.ts';
import { visibleText } from '../../lib/text.ts';
import { editorTexts } from '../../texts/editor.ts';
import { useConnectors } from '../connectors/store.ts';
import { emptyForm, entityOf } from '../run/form.ts';
import { cancelRun, changeForm, startRun, useRun } from '../run/store.ts';
import { isLive } from '../run/view.ts';
import { scriptLanguages } from './language/service.ts';
import { docOfUri } from './models.ts';
import { monaco } from './monaco.ts';
import { runPlaces } from './run-lenses.ts';

const ids = { run: 'studio.run', cancel: 'studio.cancelRun' } as const;

const manifestOf = (connector: string) =>
  loadedValue(useConnectors.getState().details.get(connector))?.manifest ?? undefined;

/** The table that `data` would read now. */
function entityName(connector: string): string | null {
  const form = useRun.getState().forms.get(connector) ?? emptyForm;
  return entityOf(form, manifestOf(connector)?.entities ?? []);
}

interface LensCommand extends monaco.languages.Command {
  readonly id: (typeof ids)[keyof typeof ids];
}

function lensCommands(connector: string, target: string): readonly LensCommand[] {
  const { view } = useRun.getState();
  if (isLive(view)) {
    const isMine = view?.connector === connector && view.target === target;
    return isMine ? [{ id: ids.cancel, title: `$(debug-stop) ${editorTexts.lens.cancel}` }] : [];
  }
  const run = (title: string, allPages: boolean): LensCommand => ({
    id: ids.run,
    title: `$(play) ${title}`,
    arguments: [connector, target, allPages],
  });
  if (target !== 'data') return [run(editorTexts.lens.run, false)];
  const entity = entityName(connector);
  const name = entity === null ? editorTexts.lens.run : editorTexts.lens.runEntity(visibleText(entity));
  return [run(name, false), run(editorTexts.lens.runAllPages, true)];
}

function lensesOf(model: monaco.editor.ITextModel): monaco.languages.CodeLens[] {
  const doc = docOfUri(model.uri);
  if (doc === undefined) return [];
  const commands = Object.keys(manifestOf(doc.connector)?.commands ?? {});
  return runPlaces(doc.path, model.getValue(), commands).flatMap(({ target, line }) =>
    lensCommands(doc.connector, target).map((command) => ({
      range: { startLineNumber: line, startColumn: 1, endLineNumber: line, endColumn: 1 },
      command,
    })),
  );
}

/** Puts "Run" above everything that can be run; it starts exactly that, with the text as it stands in the editor. */
export function registerRunLenses(): void {
  monaco.editor.registerCommand(ids.run, (_, connector: string, target: string, allPages: boolean) => {
    changeForm(connector, { target, ...(target === 'data' ? { allPages } : {}) });
    void startRun(connector);
  });
  monaco.editor.registerCommand(ids.cancel, () => void cancelRun());
  const changed = new monaco.Emitter<monaco.languages.CodeLensProvider>();
  const provider: monaco.languages.CodeLensProvider = {
    onDidChange: changed.event,
    provideCodeLenses: (model) => ({ lenses: lensesOf(model), dispose() {} }),
  };
  for (const language of scriptLanguages) monaco.languages.registerCodeLensProvider(language, provider);
  useRun.subscribe((now, before) => {
    if (isLive(now.view) !== isLive(before.view) || now.forms !== before.forms) changed.fire(provider);
  });
  useConnectors.subscribe((now, before) => now.details !== before.details && changed.fire(provider));
}
