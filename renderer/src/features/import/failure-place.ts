import { z } from 'zod';
import type { ImportSource } from '../../../../shared/contract/imports.ts';
import type { Location } from '../../../../shared/import/location.ts';
import { viewLimits } from '../../../../shared/limits.ts';
import type { Failure } from '../../../../shared/result.ts';

const place = z.object({ line: z.number().int().positive(), column: z.number().int().positive() });
/** Lines shown before and after the faulty one. */
const around = 3;

/** The text around the place that a failure names, so that a fault is seen where it stands; null where it names none. */
export function failurePlace(source: ImportSource, failure: Failure): Location | null {
  const named = place.safeParse(failure.details);
  if (!named.success) return null;
  const { line, column } = named.data;
  const all = source.text.split(/\r?\n/);
  if (line > all.length) return null;
  const first = Math.max(1, line - around);
  const half = Math.floor(viewLimits.excerptChars / 2);
  const lines = all.slice(first - 1, line + around).map((text, index) => {
    const from = first + index === line ? Math.max(0, column - half) : 0;
    const shown = text.slice(from, from + viewLimits.excerptChars);
    return { number: first + index, text: shown, from, cut: from + shown.length < text.length };
  });
  return { file: source.fileName, line, column, endLine: line, exact: true, lines };
}
