import type { ImportReport } from '../../shared/import/report.ts';
import { ok, type Result } from '../../shared/result.ts';
import { infer } from '../infer/index.ts';
import type { ApiDescription } from '../infer/model.ts';
import { type Bundle, bundleOf } from './bundle.ts';
import { isCurlText } from './curl/is-curl.ts';
import { type FileSet, filesInMemory, filesOnDisk } from './file-set.ts';
import { checkRawText, detectFormat, type Format } from './format.ts';
import { guardReport } from './guard.ts';
import { isObject, type JsonObject, own } from './json.ts';
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
  /** Texts that came with it, by name, where the description is one of several files; `fileName` is then its own name there. */
  readonly files?: Readonly<Record<string, string>> | undefined;
}

/** The files that a description may refer to; undefined where it came alone. */
function fileSetOf({ fileName, path, files }: DescriptionSource): FileSet | undefined {
  if (files !== undefined) return filesInMemory(fileName, files);
  return path === undefined ? undefined : filesOnDisk(path);
}

/** Readers of requests are loaded by who needs one: the usual description is not delayed by them. */
async function readFormat(fileName: string, format: Format, warnings: Warnings): Promise<Result<ApiDescription>> {
  switch (format.kind) {
    case 'openapi':
      return readOpenApi(fileName, format.document, format.version, warnings);
    case 'postman': {
      const { readPostman } = await import('./postman/index.ts');
      return readPostman(fileName, format.collection, format.version, warnings);
    }
    case 'har': {
      const { readHar } = await import('./har/index.ts');
      return readHar(fileName, format, warnings);
    }
  }
}

/** What was read of a description, and the one document that its files were joined to where it has several. */
export interface ReadSource {
  readonly report: ImportReport;
  readonly bundle?: Bundle;
}

/** The same with the description itself. */
export interface WholeDescription extends ReadSource {
  readonly description: ApiDescription;
}

const mayHaveLinks = (document: JsonObject): boolean =>
  own(document, 'openapi') !== undefined || own(document, 'swagger') !== undefined;

/** Reads a text in whatever format it is in. */
async function readFormats(
  source: DescriptionSource,
  text: string,
  bytes: number,
  warnings: Warnings,
): Promise<Result<{ readonly description: ApiDescription; readonly bundle?: Bundle }>> {
  const { fileName } = source;
  if (isCurlText(text)) {
    const { readCurl } = await import('./curl/index.ts');
    const curl = readCurl(fileName, text, warnings);
    return curl.ok ? ok({ description: curl.value }) : curl;
  }
  const document = await parseText(fileName, text, warnings);
  if (!document.ok) return document;
  const set = fileSetOf(source);
  // Only OpenAPI has references; a sample of another format may look like one.
  const isLinked =
    set !== undefined &&
    isObject(document.value) &&
    mayHaveLinks(document.value) &&
    (await LinkedFiles.link(set, document.value, bytes, warnings));
  const bundle = isLinked ? bundleOf(fileName, document.value, warnings) : undefined;
  const format = detectFormat(fileName, document.value);
  if (!format.ok) return format;
  const description = await readFormat(fileName, format.value, warnings);
  return description.ok ? ok({ description: description.value, ...(bundle ? { bundle } : {}) }) : description;
}

/** Parses a description and infers a connector from it, in this thread. */
export async function readDescription(source: DescriptionSource): Promise<Result<ImportReport>> {
  const read = await readSource(source);
  return read.ok ? ok(read.value.report) : read;
}

/** The same, with the bundle of a description in several files; all of it can be sent to another thread. */
export async function readSource(source: DescriptionSource): Promise<Result<ReadSource>> {
  const whole = await readWholeDescription(source);
  if (!whole.ok) return whole;
  const { report, bundle } = whole.value;
  return ok({ report, ...(bundle ? { bundle } : {}) });
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
  const read = await readFormats(source, text.value, size.value, warnings);
  if (!read.ok) return read;
  const { description: api, bundle } = read.value;
  const { kind, version, title, description, apiVersion, baseUrl, auth, operations, notes } = api;
  const found = guardReport(
    { ...infer(api), ...(notes === undefined || notes.length === 0 ? {} : { notes: [...notes] }) },
    api,
    warnings,
  );
  const report: ImportReport = {
    source: {
      kind,
      version,
      title,
      ...(description === undefined ? {} : { description }),
      ...(apiVersion === undefined ? {} : { apiVersion }),
      bytes: size.value,
      operations: operations.length,
      durationMs: performance.now() - started,
    },
    baseUrl,
    auth: [...auth],
    ...found,
    warnings: warnings.list(),
  };
  return ok({ description: api, report, ...(bundle ? { bundle } : {}) });
}
