import { expect, test } from 'vitest';
import { openLimits } from '../shared/limits.ts';
import { targetOfFile, targetOfLink, targetsOf } from './open-target.ts';

const address = 'https://api.example.com/v1/openapi.json?a=1&b=2';
const link = (action: string, url: string): string => `connectorstudio://${action}?url=${encodeURIComponent(url)}`;

test('a link asks for an import or an install, with its host', () => {
  const host = 'api.example.com';
  expect(targetOfLink(link('import', address))).toEqual({ kind: 'import', address, host });
  expect(targetOfLink(link('install', address))).toEqual({ kind: 'install', address, host });
  expect(targetOfLink('connectorstudio://import/?url=http://127.0.0.1:4711/a.json')).toMatchObject({
    kind: 'import',
    host: '127.0.0.1:4711',
  });
});

test('A101: a host is shown as it is resolved, look-alikes and other spellings in their true form', () => {
  const hostOf = (url: string) => targetOfLink(link('install', url));
  expect(hostOf('https://аpple.com/x')).toMatchObject({ host: 'xn--pple-43d.com' });
  expect(hostOf('https://EXAMPLE.com:443/x')).toMatchObject({ host: 'example.com' });
  expect(hostOf('http://0x7f.1/x')).toMatchObject({ host: '127.0.0.1' });
  expect(hostOf('https://good.example\\@evil.test/')).toMatchObject({ host: 'good.example' });
  expect(hostOf('https://example.com/"><img src=x>\' --inspect=0.0.0.0')).toMatchObject({
    address: "https://example.com/%22%3E%3Cimg%20src=x%3E'%20--inspect=0.0.0.0",
  });
});

test.each([
  ['another action', 'connectorstudio://run?url=https://example.com/', 'unknown-action'],
  ['a setting', 'connectorstudio://settings?proxy=http://evil.test', 'unknown-action'],
  ['no action', 'connectorstudio:', 'unknown-action'],
  ['a path', 'connectorstudio://import/run?url=https://example.com/', 'unknown-action'],
  ['a user', 'connectorstudio://user@import?url=https://example.com/', 'unknown-action'],
  ['a port', 'connectorstudio://import:1?url=https://example.com/', 'unknown-action'],
  ['a fragment', 'connectorstudio://import?url=https://example.com/#run', 'unknown-action'],
  ['another scheme', 'https://import?url=https://example.com/', 'unknown-action'],
  ['no address', 'connectorstudio://import', 'unknown-argument'],
  ['two addresses', 'connectorstudio://import?url=https://a.test/&url=https://b.test/', 'unknown-argument'],
  ['a further argument', 'connectorstudio://import?url=https://a.test/&run=1', 'unknown-argument'],
  ['another argument', 'connectorstudio://import?spec=file:///etc/passwd', 'unknown-argument'],
  ['a file', link('import', 'file:///etc/passwd'), 'bad-address'],
  ['a script', link('import', 'javascript:alert(1)'), 'bad-address'],
  ['data', link('import', 'data:text/plain,x'), 'bad-address'],
  ['a share', link('import', '\\\\evil\\share\\a.json'), 'bad-address'],
  ['half an address', link('import', 'https:example.com'), 'bad-address'],
  ['no host', link('import', 'https:///'), 'bad-address'],
  ['a name and a password', link('import', 'https://bank.example@evil.test/'), 'bad-address'],
  ['an empty address', link('import', ''), 'bad-address'],
  ['a line end', `${link('import', address)}\nrun`, 'hidden-characters'],
  ['an escaped line end', `connectorstudio://import?url=https://a.test/%0A`, 'hidden-characters'],
  ['an escaped NUL', `connectorstudio://import?url=https://a.test/%00`, 'hidden-characters'],
  ['text from right to left', link('import', 'https://a.test/\u202egpj.exe'), 'hidden-characters'],
  ['1 MB', link('import', `https://a.test/${'x'.repeat(1024 * 1024)}`), 'too-long'],
])('A101: %s is refused', (_what, text, reason) => {
  const target = targetOfLink(text);
  expect(target).toEqual({ kind: 'refused', text: text.slice(0, openLimits.shownChars), reason });
});

test('A101: a command line opens links and files of known kinds; switches count for nothing', () => {
  const found = targetsOf(
    [
      '--inspect=0.0.0.0',
      '--workspace',
      'there.json',
      '--load-extension=x.json',
      '.',
      'main.js',
      link('import', address),
      'crm.connector',
      '/abs/API.YAML',
      '/abs/run.sh',
      '--',
      'more.har',
    ],
    '/home/user',
  );
  expect(found).toEqual([
    { kind: 'import', address, host: 'api.example.com' },
    { kind: 'file', path: '/home/user/crm.connector' },
    { kind: 'file', path: '/abs/API.YAML' },
    { kind: 'file', path: '/home/user/more.har' },
  ]);
  expect(targetsOf(['--inspect', '--remote-debugging-port=9222', '--gpu-launcher=sh'], '/')).toEqual([]);
});

test('A101: a flood of arguments stays within its limit, and a name that misleads is refused', () => {
  const many = Array.from({ length: openLimits.waiting + 5 }, (_, index) => `${index}.json`);
  expect(targetsOf(many, '/')).toHaveLength(openLimits.waiting);
  expect(targetOfFile('/a/\u202enosj.connector')).toMatchObject({ kind: 'refused', reason: 'hidden-characters' });
});
