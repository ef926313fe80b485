import type { Correction, Evidence, ReportEntity } from '../../../../shared/import/report.ts';

/** The values of an entity that are reviewed, by the names that evidence gives them. */
export const valueFields = ['name', 'records', 'primaryKey', 'pagination', 'incremental', 'parent', 'fields'] as const;
export type ValueField = (typeof valueFields)[number];

/** The values that the user can set. */
export type CorrectableField = Exclude<ValueField, 'fields'>;

/** Where a value comes from: a rule, the user, or nowhere (it was not found, or needs no proof). */
export type Provenance =
  | { readonly kind: 'rule'; readonly evidence: Evidence }
  | { readonly kind: 'user' }
  | { readonly kind: 'nothing' };

/** Where the value of an entity comes from. */
export function provenanceOf(entity: ReportEntity, correction: Correction | undefined, field: ValueField): Provenance {
  if (field !== 'fields' && correction?.[field] !== undefined) return { kind: 'user' };
  const evidence = entity.evidence.find((one) => one.field === field);
  return evidence === undefined ? { kind: 'nothing' } : { kind: 'rule', evidence };
}

/** The entity as it will be made: with what the user set in the place of what was found. */
export function withCorrection(entity: ReportEntity, correction: Correction | undefined): ReportEntity {
  if (correction === undefined) return entity;
  const { incremental, parent, ...rest } = entity;
  const nextIncremental = correction.incremental === undefined ? incremental : correction.incremental;
  const nextParent = correction.parent === undefined ? parent : correction.parent;
  return {
    ...rest,
    name: correction.name ?? entity.name,
    records: correction.records ?? entity.records,
    primaryKey: correction.primaryKey ?? entity.primaryKey,
    pagination: correction.pagination ?? entity.pagination,
    ...(nextIncremental ? { incremental: nextIncremental } : {}),
    ...(nextParent ? { parent: nextParent } : {}),
  };
}

/** Whether nothing proves how the list is paged, and the user has not said it either. */
export const isUnproven = (shown: ReportEntity): boolean => shown.pagination.kind === 'unproven';

/** The least sure of the findings that the user has not set, 0…1; undefined where none is left. A chain is as strong as its weakest link. */
export function leastConfidence(entity: ReportEntity, correction?: Correction): number | undefined {
  const left = entity.evidence.filter((one) => {
    const field = valueFields.find((known) => known === one.field);
    return field === undefined || provenanceOf(entity, correction, field).kind === 'rule';
  });
  return left.length === 0 ? undefined : Math.min(...left.map((one) => one.confidence));
}

/** Below this a finding counts as little sure: rules that only saw a likeness stand under it. */
export const lowConfidence = 0.7;

/** How sure a finding is, for the eye: three steps, so that a colour means the same everywhere. */
export const toneOf = (confidence: number): 'ok' | 'warn' | 'error' =>
  confidence >= 0.8 ? 'ok' : confidence >= 0.5 ? 'warn' : 'error';

/** `87 %`. */
export const percent = (confidence: number): string => `${Math.round(confidence * 100)} %`;

/** The variables of an operation's path, each once: `GET /a/{b}/c` → b. */
export const variablesOf = (operation: string): readonly string[] => [
  ...new Set([...operation.matchAll(/\{([^{}]+)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]))),
];
