import type { ImportReport } from '../../shared/import/report.ts';
import { ok, type Result } from '../../shared/result.ts';
import { infer } from '../infer/index.ts';
import type { ApiDescription } from '../infer/model.ts';
import { checkRawText, detectFormat, type Format } from './format.ts';
import { isObject } from './json.ts';
import { LinkedFiles } from './linked-files.ts';
import { readOpenApi } from './openapi/index.ts';
import { parseText } from './parse.ts';
import { checkSize, readText } from './text.ts';
import { Warnings } from './warnings.ts';

/** A description as it was given. */
export interface DescriptionSource {
  readonly fileName: string;
  readonly text: string | Uint8Array;
  /** Path of the file that the user chose; only then are the files read that it refers to in its own folder. */
  readonly path?: string;
}

function readFormat(fileName: string, format: Format, warnings: Warnings): Result<ApiDescription> {
  switch (format.kind) {
    case 'openapi':
      return readOpenApi(fileName, format.document, format.version, warnings);
  }
}

/** A description with what was inferred from it. */
export interface WholeDescription {
  readonly description: ApiDescription;
  readonly report: ImportReport;
}

/** Parses a description and infers a connector from it, in this thread. */
export async function readDescription(source: DescriptionSource): Promise<Result<ImportReport>> {
  const whole = await readWholeDescription(source);
  return whole.ok ? ok(whole.value.report) : whole;
}

/** The same for those who go on working with the description itself, such as the mock API: it is parsed once. */
export async function readWholeDescription(source: DescriptionSource): Promise<Result<WholeDescription>> {
  const { fileName } = source;
  const started = performance.now();
  const size = checkSize(fileName, Buffer.byteLength(source.text));
  if (!size.ok) return size;
  const text = readText(fileName, source.text);
  if (!text.ok) return text;
  const raw = checkRawText(fileName, text.value);
  if (!raw.ok) return raw;
  const warnings = new Warnings();
  const document = await parseText(fileName, text.value, warnings);
  if (!document.ok) return document;
  if (source.path !== undefined && isObject(document.value)) {
    await LinkedFiles.link(source.path, document.value, size.value, warnings);
  }
  const format = detectFormat(fileName, document.value);
  if (!format.ok) return format;
  const description = readFormat(fileName, format.value, warnings);
  if (!description.ok) return description;
  const { kind, version, title, description: about, apiVersion, baseUrl, auth, operations, notes } = description.value;
  const found = infer(description.value);
  const report: ImportReport = {
    source: {
      kind,
      version,
      title,
      ...(about === undefined ? {} : { description: about }),
      ...(apiVersion === undefined ? {} : { apiVersion }),
      bytes: size.value,
      operations: operations.length,
      durationMs: performance.now() - started,
    },
    baseUrl,
    auth: [...auth],
    ...found,
    warnings: warnings.list(),
    ...(notes === undefined || notes.length === 0 ? {} : { notes: [...notes] }),
  };
  return ok({ description: description.value, report });
}
