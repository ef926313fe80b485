import type { ImportSource } from '../../../../shared/contract/imports.ts';
import { importLimits } from '../../../../shared/limits.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { importTexts } from '../../texts/import.ts';

const { problems } = importTexts;

/** What a drop or a file input hands over; a part of the browser's File. */
export interface FileLike {
  readonly name: string;
  readonly size: number;
  text(): Promise<string>;
}

const maxMiB = importLimits.bytes / 1024 / 1024;

/** The text of a file, or why it cannot be taken (A6). */
export async function readSource(file: FileLike): Promise<Result<ImportSource>> {
  if (file.size > importLimits.bytes) return fail('input', 'too_large', problems.tooLarge(file.name, maxMiB));
  if (file.size === 0) return fail('input', 'empty', problems.empty(file.name));
  try {
    return ok({ fileName: file.name, text: await file.text() });
  } catch {
    return fail('system', 'unreadable', problems.unreadable(file.name));
  }
}

/** The address that a text consists of, where it is nothing else; it is never fetched without the user asking (A78). */
export function addressIn(text: string): string | undefined {
  const trimmed = text.trim();
  return /^https?:\/\/\S+$/i.test(trimmed) ? trimmed : undefined;
}

/** Pasted or dropped text as a description. */
export function textSource(text: string): Result<ImportSource> {
  const trimmed = text.trim();
  if (trimmed === '') return fail('input', 'empty', problems.nothingPasted);
  if (trimmed.length > importLimits.bytes) return fail('input', 'too_large', problems.textTooLarge(maxMiB));
  return ok({ fileName: /^\$?\s*curl\s/i.test(trimmed) ? 'pasted.sh' : 'pasted.txt', text });
}
