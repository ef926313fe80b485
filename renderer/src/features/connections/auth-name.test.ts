import { expect, test } from 'vitest';
import type { Manifest } from '../../../../shared/connector/manifest.ts';
import { authName } from './auth-name.ts';

const key = { id: 'apiKey', name: 'API key\u202e', type: 'apiKey', in: 'header', param: 'X-Key' } as const;
const manifest: Pick<Manifest, 'authentication'> = { authentication: [key, { id: 'blank', name: ' ', type: 'none' }] };

test('an authentication goes by its name, by its id where there is no name', () => {
  expect(authName(manifest, 'apiKey')).toMatch(/^API key/);
  expect(authName(manifest, 'apiKey')).not.toContain('\u202e');
  expect(authName(manifest, 'blank')).toBe('blank');
  expect(authName(manifest, 'gone')).toBe('gone');
  expect(authName(undefined, 'apiKey')).toBe('apiKey');
});
