import type { ConnectorFile } from '../../../shared/connector/files.ts';
import type { Manifest } from '../../../shared/connector/manifest.ts';

/** A small complete connector for tests; `manifest` overrides fields of connector.json, `files` adds or replaces files. */
export function sampleConnector(
  manifest: Partial<Manifest> & Readonly<Record<string, unknown>> = {},
  files: Readonly<Record<string, string>> = {},
): ConnectorFile[] {
  const texts: Record<string, string> = {
    'connector.json': JSON.stringify({
      formatVersion: 1,
      id: 'weather',
      name: 'Weather',
      description: 'Stations and their readings',
      version: '1.0.0',
      kind: 'saas',
      executionModel: 'script',
      authentication: [{ id: 'open', name: 'No account', type: 'none' }],
      connectionConfig: {},
      hosts: ['api.example.com'],
      entities: [],
      commands: {},
      allowAiAutoFixCode: false,
      ...manifest,
    }),
    'functions/validate.js': 'export const validate = () => ({ name: "Weather" });\n',
    'functions/config.js': 'export const config = () => ({});\n',
    'functions/schema.js': 'export const schema = () => ({});\n',
    'functions/data.js': 'export const data = () => ({ items: [] });\n',
    ...files,
  };
  return Object.entries(texts).map(([path, text]) => ({ path, text }));
}
