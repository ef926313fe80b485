export type { InspectOptions } from './in-worker.ts';
export { inspectDescription, locateInDescription } from './inspect.ts';
export type { DescriptionSource } from './read.ts';
