export { type InspectOptions, inspectDescription } from './inspect.ts';
export type { DescriptionSource } from './read.ts';
