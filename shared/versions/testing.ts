import type { Command, Entity, Field, Manifest } from '../connector/manifest.ts';
import { plainManifest } from '../connector/testing.ts';

export const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  type: 'string',
  nullable: false,
  ...more,
});

export const contacts: Entity = {
  name: 'contacts',
  title: 'Contacts',
  operation: 'GET /contacts',
  records: '$',
  primaryKey: ['id'],
  pagination: { kind: 'none' },
  fields: [field('id'), field('state', { enum: ['on', 'off'] }), field('odd', { type: 'unknown' })],
};

export const create: Command = {
  params: ['email', 'size'],
  paramSchema: {
    email: { type: 'string', required: true },
    size: { type: 'string', default: 's', enum: ['s', 'm'] },
  },
  outputs: ['id'],
  sideEffect: false,
  capability: 'contact.create',
};

/** A manifest with one of each thing that has rules. */
export const crm: Manifest = {
  ...plainManifest,
  version: '1.2.3',
  hosts: ['api.example.com'],
  authentication: [
    { id: 'key', name: 'Key', type: 'apiKey', in: 'header', param: 'X-Key' },
    { id: 'login', name: 'Login', type: 'oauth2', tokenUrl: 'https://id.example.com/token', scopes: ['read'] },
  ],
  connectionConfig: {
    region: { type: 'select', options: ['eu', 'us'], default: 'eu' },
    project: { type: 'string' },
  },
  entities: [contacts],
  commands: { create },
};
