import { importLimits } from '../../../../shared/limits.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';

/** A description to read: its file name, which tells the format where the text does not, and its text. */
export interface Source {
  readonly fileName: string;
  readonly text: string;
}

/** What a drop or a file input hands over; a part of the browser's File. */
export interface FileLike {
  readonly name: string;
  readonly size: number;
  text(): Promise<string>;
}

const maxMiB = importLimits.bytes / 1024 / 1024;

/** The text of a file, or why it cannot be taken (A6). */
export async function readSource(file: FileLike): Promise<Result<Source>> {
  if (file.size > importLimits.bytes)
    return fail(
      'input',
      'too_large',
      `${file.name} has more than ${maxMiB} MiB, the most that is read of a description.`,
    );
  if (file.size === 0) return fail('input', 'empty', `${file.name} is empty. Choose the file with the description.`);
  try {
    return ok({ fileName: file.name, text: await file.text() });
  } catch {
    return fail('system', 'unreadable', `${file.name} cannot be read. It may have been moved, or is a folder.`);
  }
}

/** Pasted or dropped text as a description; an address alone is refused, since nothing is ever fetched by itself. */
export function textSource(text: string): Result<Source> {
  const trimmed = text.trim();
  if (trimmed === '') return fail('input', 'empty', 'Paste the text of a description first.');
  if (/^https?:\/\/\S+$/i.test(trimmed))
    return fail(
      'input',
      'address',
      'This is an address. The studio fetches nothing by itself: save what stands there as a file and import that.',
    );
  if (trimmed.length > importLimits.bytes)
    return fail('input', 'too_large', `The text has more than ${maxMiB} MiB, the most that is read of a description.`);
  return ok({ fileName: /^curl\s/i.test(trimmed) ? 'pasted.sh' : 'pasted.txt', text });
}
