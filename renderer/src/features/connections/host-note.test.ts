import { expect, test } from 'vitest';
import { hostNote } from './host-note.ts';

test.each([
  ['127.0.0.1:4010', 'this machine', false],
  ['localhost', 'this machine, every port', true],
  ['[::1]:80', 'this machine', false],
  ['10.0.0.5:99', 'private network', false],
  ['169.254.169.254', 'serves the credentials of cloud machines', true],
  ['*.com', 'very wide: hosts of everybody', true],
  ['*.co.uk', 'very wide: hosts of everybody', true],
  ['*.example.com', 'all its subdomains', false],
])('%s: %s', (host, text, wide) => expect(hostNote(host)).toEqual({ text, wide }));

test('a public host needs no word', () => expect(hostNote('api.example.com')).toBeUndefined());
