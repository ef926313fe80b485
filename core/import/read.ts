import type { ImportReport } from '../../shared/import/report.ts';
import { ok, type Result } from '../../shared/result.ts';
import { infer } from '../infer/index.ts';
import type { ApiDescription } from '../infer/model.ts';
import { type Bundle, bundleOf } from './bundle.ts';
import { type FileSet, filesInMemory, filesOnDisk } from './file-set.ts';
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
  /** Texts that came with it, by name, where the description is one of several files; `fileName` is then its own name there. */
  readonly files?: Readonly<Record<string, string>> | undefined;
}

/** The files that a description may refer to; undefined where it came alone. */
function fileSetOf({ fileName, path, files }: DescriptionSource): FileSet | undefined {
  if (files !== undefined) return filesInMemory(fileName, files);
  return path === undefined ? undefined : filesOnDisk(path);
}

function readFormat(fileName: string, format: Format, warnings: Warnings): Result<ApiDescription> {
  switch (format.kind) {
    case 'openapi':
      return readOpenApi(fileName, format.document, format.version, warnings);
  }
}

/** What was read of a description, and the one document that its files were joined to where it has several. */
export interface ReadSource {
  readonly report: ImportReport;
  readonly bundle?: Bundle;
}

/** Parses a description and infers a connector from it, in this thread. */
export async function readDescription(source: DescriptionSource): Promise<Result<ImportReport>> {
  const read = await readSource(source);
  return read.ok ? ok(read.value.report) : read;
}

/** The same, with the bundle of a description in several files. */
export async function readSource(source: DescriptionSource): Promise<Result<ReadSource>> {
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
  const set = fileSetOf(source);
  const isLinked =
    set !== undefined &&
    isObject(document.value) &&
    (await LinkedFiles.link(set, document.value, size.value, warnings));
  const bundle = isLinked ? bundleOf(fileName, document.value, warnings) : undefined;
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
  return ok({ report, ...(bundle ? { bundle } : {}) });
}
