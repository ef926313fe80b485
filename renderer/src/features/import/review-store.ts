import { create } from 'zustand';
import type { Correction, ImportReport } from '../../../../shared/import/report.ts';
import { type EntityFilter, noFilter } from './entity-rows.ts';
import { corrected, firstReview, flipped, type Review, withAll } from './review.ts';

/** The columns of the table of entities that can be opened. */
export const entityColumns = [
  'take',
  'name',
  'operation',
  'records',
  'primaryKey',
  'pagination',
  'incremental',
  'parent',
  'fields',
  'sure',
] as const;
export type EntityColumn = (typeof entityColumns)[number];

/** The import that is reviewed: what is chosen and set, and where the eye is. */
interface ReviewState {
  readonly review: Review;
  readonly filter: EntityFilter;
  /** Name, as found, of the entity that the cursor is on. */
  readonly entity: string | null;
  readonly column: EntityColumn;
  /** Whether the value under the cursor is shown in full. */
  readonly open: boolean;
  /** Name, as found, of the entity whose name is being typed. */
  readonly renaming: string | null;
}

const nothing: Review = {
  id: '',
  name: '',
  baseUrl: '',
  auth: new Set(),
  entities: new Set(),
  commands: new Set(),
  corrections: new Map(),
};
const look: Omit<ReviewState, 'review'> = {
  filter: noFilter,
  entity: null,
  column: 'name',
  open: false,
  renaming: null,
};

export const useReview = create<ReviewState>(() => ({ review: nothing, ...look }));

/** Starts the review of a report: everything is chosen, nothing is set. */
export const startReview = (report: ImportReport, id: string, name: string): void =>
  useReview.setState({ review: firstReview(report, id, name), ...look });

/** Changes the review. */
export const changeReview = (changed: Partial<Review>): void =>
  useReview.setState((state) => ({ review: { ...state.review, ...changed } }));

/** Changes which entities are on view. */
export const changeFilter = (changed: Partial<EntityFilter>): void =>
  useReview.setState((state) => ({ filter: { ...state.filter, ...changed } }));

/** Takes an entity, a command or an authentication, or leaves it out. */
export const flipChosen = (which: 'entities' | 'commands' | 'auth', name: string): void =>
  useReview.setState(({ review }) => ({ review: { ...review, [which]: flipped(review[which], name) } }));

/** Takes all of these, or none of them. */
export const chooseAll = (which: 'entities' | 'commands', names: readonly string[], chosen: boolean): void =>
  useReview.setState(({ review }) => ({ review: { ...review, [which]: withAll(review[which], names, chosen) } }));

/** Sets a value of an entity in the place of what was found; undefined takes that back. */
export const setValue = <K extends keyof Correction>(
  entity: string,
  field: K,
  value: Correction[K] | undefined,
): void =>
  useReview.setState(({ review }) => ({
    review: { ...review, corrections: corrected(review.corrections, entity, field, value) },
  }));
