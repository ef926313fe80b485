import type { Entity, Pagination } from '../../../../shared/connector/manifest.ts';
import type { ProbeVerdict } from '../../../../shared/import/probe.ts';
import { probeTexts } from '../../texts/probe.ts';

/** The colour that a verdict is shown in. */
export const verdictColors: Readonly<Record<ProbeVerdict['verdict'], string>> = {
  proven: 'green',
  refuted: 'red',
  onlyOnePage: 'gray',
  skipped: 'orange',
  failed: 'orange',
};

const same = (a: Pagination, b: Pagination): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * What the last look at a source says of an entity: of this window, else what the connector keeps. Undefined before any, and
 * where the entity was given another pagination since.
 */
export function proofOf(
  entity: Entity,
  seen: ProbeVerdict | undefined,
): { readonly verdict: ProbeVerdict['verdict']; readonly note: string } | undefined {
  const { pagination, proof } = entity;
  if (seen && (same(seen.before, pagination) || same(seen.pagination, pagination)))
    return { verdict: seen.verdict, note: seen.saw.join(' ') };
  return proof && same(proof.pagination, pagination) ? { verdict: proof.verdict, note: proof.note } : undefined;
}

/** What is wrong with the lines `name=value` that fill in what a list cannot do without; else the values by name. */
export function readFilters(
  text: string,
):
  | { readonly ok: true; readonly filters: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly line: string } {
  const filters = new Map<string, string>();
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const at = line.indexOf('=');
    if (at <= 0) return { ok: false, line };
    filters.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  return { ok: true, filters: Object.fromEntries(filters) };
}

/** How many verdicts there are of each kind, in words: `3 proven live, 1 refuted`. */
export function verdictCounts(verdicts: readonly ProbeVerdict[]): string {
  const counts = Map.groupBy(verdicts, (one) => one.verdict);
  return [...counts].map(([verdict, members]) => `${members.length} ${probeTexts.verdicts[verdict]}`).join(', ');
}
