export type { InspectOptions } from './in-worker.ts';
export { inspectDescription, inspectSource } from './inspect.ts';
export { createLocator, type Locator } from './locator.ts';
export type { DescriptionSource, ReadSource } from './read.ts';
