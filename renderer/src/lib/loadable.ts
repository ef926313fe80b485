import type { Failure } from '../../../shared/result.ts';

/** Something that comes from the backend: each state is one that a view must show. */
export type Loadable<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** The state of what is under way. */
export const loading: Loadable<never> = { kind: 'loading' };

/** The value where it is there. */
export const loadedValue = <T>(loadable: Loadable<T> | undefined): T | undefined =>
  loadable?.kind === 'ready' ? loadable.value : undefined;
