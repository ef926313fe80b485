export { type InspectOptions, inspectDescription, inspectSource } from './inspect.ts';
export type { DescriptionSource, ReadSource } from './read.ts';
