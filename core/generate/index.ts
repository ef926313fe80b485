export { generateConnector } from './generate.ts';
