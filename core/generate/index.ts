export { correctReport } from './corrections.ts';
export { generateConnector } from './generate.ts';
