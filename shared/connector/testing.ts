import type { Manifest } from './manifest.ts';

/** A manifest with nothing in it that a test would not say itself. */
export const plainManifest: Manifest = {
  formatVersion: 1,
  id: 'acme',
  name: 'Acme',
  description: '',
  version: '1.0.0',
  kind: 'saas',
  executionModel: 'script',
  authentication: [{ id: 'none', name: 'None', type: 'none' }],
  connectionConfig: {},
  hosts: [],
  entities: [],
  commands: {},
  allowAiAutoFixCode: false,
};
