import { refuse } from '../errors.ts';

/** There was no place for a call in time. */
export const busy = refuse(503, 'busy', 'Too many connectors are called at the moment: try again in a while.');
