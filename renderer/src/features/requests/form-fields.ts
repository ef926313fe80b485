import { plainType } from './body.ts';
import { parametersOf } from './url.ts';

/** One field of a form. */
export interface FormField {
  readonly name: string;
  /** The text of the field; of a file its head. */
  readonly value: string;
  /** Media type of a part that names one. */
  readonly type: string;
  /** Name of a file; '' for a plain field. */
  readonly fileName: string;
  /** Characters, or bytes where the body was not text. */
  readonly size: number;
}

/** Characters shown of one part. */
const shownChars = 2_000;
/** Parts that are shown. */
const mostParts = 1_000;

const parameter = (header: string, name: string): string =>
  new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, 'i')
    .exec(header)
    ?.slice(1)
    .find((one) => one !== undefined) ?? '';

function partOf(text: string): FormField | undefined {
  const end = /\r?\n\r?\n/.exec(text);
  if (end === null) return undefined;
  const head = text.slice(0, end.index).split(/\r?\n/);
  const value = text.slice(end.index + end[0].length).replace(/\r?\n$/, '');
  const header = (name: string) => head.find((line) => line.toLowerCase().startsWith(`${name}:`)) ?? '';
  const disposition = header('content-disposition');
  return {
    name: parameter(disposition, 'name'),
    fileName: parameter(disposition, 'filename'),
    type: header('content-type').slice('content-type:'.length).trim(),
    value: value.slice(0, shownChars),
    size: value.length,
  };
}

/** The fields of a form as it was sent; undefined where the body is no form that can be read. */
export function formFields(text: string, mimeType: string): readonly FormField[] | undefined {
  if (plainType(mimeType) !== 'multipart/form-data')
    return parametersOf(text).map(({ name, value }) => ({ name, value, type: '', fileName: '', size: value.length }));
  const boundary = parameter(mimeType, 'boundary');
  if (boundary === '') return undefined;
  const parts = text.split(`--${boundary}`).slice(1, mostParts + 1);
  const fields = parts.filter((part) => !part.startsWith('--')).map((part) => partOf(part.replace(/^\r?\n/, '')));
  return fields.includes(undefined) ? undefined : fields.filter((field) => field !== undefined);
}
