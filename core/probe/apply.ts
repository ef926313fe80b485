import { isDeepStrictEqual } from 'node:util';
import type { Entity, Proof } from '../../shared/connector/manifest.ts';
import type { ProbeVerdict } from '../../shared/import/probe.ts';

/** The note of a proof keeps to one line of a table. */
const NOTE_CHARS = 300;

function proofOf(verdict: ProbeVerdict, at: string): Proof | undefined {
  if (verdict.verdict === 'skipped' || verdict.verdict === 'failed') return undefined;
  const { pagination } = verdict;
  return { verdict: verdict.verdict, pagination, at, note: (verdict.saw.at(-1) ?? '').slice(0, NOTE_CHARS) };
}

/** The proof of an entity, as long as it speaks of the pagination that stands there now. */
export const currentProof = ({ pagination, proof }: Entity): Proof | undefined =>
  proof && isDeepStrictEqual(pagination, proof.pagination) ? proof : undefined;

/**
 * Entities after a probe: what was proven stands, what was refuted is replaced by what was proven in its place or dropped to
 * unproven, and each carries the proof with the time it was made (`at`, RFC 3339). An incremental parameter that the source refuses
 * or ignores is dropped: a sync that relies on it would miss rows or fail. A verdict that tells nothing changes nothing.
 */
export function applyVerdicts<T extends Entity>(
  entities: readonly T[],
  verdicts: readonly ProbeVerdict[],
  at: string,
): readonly T[] {
  const byName = new Map(verdicts.map((verdict) => [verdict.entity, verdict]));
  return entities.map((entity) => {
    const verdict = byName.get(entity.name);
    const proof = verdict && proofOf(verdict, at);
    if (!verdict || !proof) return entity;
    const isIgnored = verdict.checks.some((check) => check.name === 'incremental' && !check.ok);
    const { incremental, ...rest } = entity;
    const kept = isIgnored || incremental === undefined ? {} : { incremental };
    // The rest and what is kept make up the entity again; only `incremental`, which is optional, may be gone.
    return { ...rest, ...kept, pagination: verdict.pagination, proof } as T;
  });
}
