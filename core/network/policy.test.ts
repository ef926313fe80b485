import { describe, expect, it } from 'vitest';
import { checkUrl, type EgressPolicy, matchesPattern } from './policy.ts';

const policy = (part: Partial<EgressPolicy> = {}): EgressPolicy => ({
  hosts: [],
  connectionHosts: [],
  grants: [],
  ...part,
});

const verdict = (url: string, part: Partial<EgressPolicy> = {}): string => {
  const checked = checkUrl(url, policy(part));
  return checked.ok ? 'allowed' : checked.error.code;
};

describe('patterns', () => {
  it.each([
    ['api.example.com', 'api.example.com', '443', true],
    ['api.example.com', 'api.example.com', '8443', true],
    ['api.example.com:8443', 'api.example.com', '8443', true],
    ['api.example.com:8443', 'api.example.com', '443', false],
    ['API.Example.com', 'api.example.com', '443', true],
    ['*.example.com', 'a.example.com', '443', true],
    ['*.example.com', 'a.b.example.com', '443', true],
    ['*.example.com', 'example.com', '443', false],
    ['*.example.com', 'evilexample.com', '443', false],
    ['example.com', 'a.example.com', '443', false],
    ['[::1]:4010', '::1', '4010', true],
    ['[0:0:0:0:0:0:0:1]', '::1', '80', true],
    ['127.0.0.1:4010', '127.0.0.1', '4011', false],
  ])('%s fits %s:%s: %s', (pattern, host, port, fits) => expect(matchesPattern(pattern, host, port)).toBe(fits));
});

describe('checkUrl', () => {
  it('allows declared hosts, the connection’s own host and granted ones', () => {
    expect(verdict('https://api.example.com/x', { hosts: ['api.example.com'] })).toBe('allowed');
    expect(verdict('https://eu.example.com/x', { connectionHosts: ['eu.example.com'] })).toBe('allowed');
    expect(verdict('https://files.example.com/x', { grants: ['files.example.com'] })).toBe('allowed');
    expect(verdict('https://other.example.com/x', { hosts: ['api.example.com'] })).toBe('refused');
  });

  it('says what is closed and how to open it', () => {
    const loopback = checkUrl('http://127.0.0.1:4010/x', policy({ connectionHosts: ['127.0.0.1:4010'] }));
    expect(loopback).toMatchObject({
      ok: false,
      error: {
        message: 'The connector may not reach 127.0.0.1:4010: it is a loopback address; allow it for this connection.',
        details: { host: '127.0.0.1:4010' },
      },
    });
    const foreign = checkUrl('https://evil.test/x', policy({ hosts: ['api.example.com'] }));
    expect(!foreign.ok && foreign.error.message).toContain('it is not one of its hosts (api.example.com)');
    expect(!foreign.ok && foreign.error.message).toContain('allow it for this connection');
  });

  it.each([
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://0/',
    'http://[::]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://localhost./',
    'http://localhost/',
    'http://a.localhost/',
    'http://①②⑦.⓪.⓪.①/',
    'http://127.0.0.1./',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://100.64.0.1/',
    'http://[fe80::1]/',
  ])('A5, A51: %s stays closed even where the connector declares it', (url) => {
    const { hostname } = new URL(url);
    const checked = checkUrl(url, policy({ hosts: [hostname], connectionHosts: [hostname] }));
    expect(!checked.ok && checked.error.message).toMatch(/it is an? [\w -]+ address/);
  });

  it('A51: opens a private address only to the grant of that host and port', () => {
    expect(verdict('http://127.0.0.1:4010/', { grants: ['127.0.0.1:4010'] })).toBe('allowed');
    expect(verdict('http://127.0.0.1:4011/', { grants: ['127.0.0.1:4010'] })).toBe('refused');
    expect(verdict('http://127.0.0.1:4011/', { grants: ['127.0.0.1'] })).toBe('allowed');
    expect(verdict('http://[::1]:4010/', { grants: ['[::1]:4010'] })).toBe('allowed');
    expect(verdict('http://10.0.0.1/', { grants: ['127.0.0.1'] })).toBe('refused');
  });

  it.each([
    ['https://api.example.com//evil.test', 'allowed'],
    ['https://api.example.com@evil.test/', 'bad_url'],
    ['https://api.example.com.evil.test/', 'refused'],
    ['https://api.example.com\\@evil.test/', 'allowed'],
    ['https://evil.test\\.api.example.com/', 'refused'],
    ['https://evil.test#.api.example.com/', 'refused'],
    ['https://evil.test?api.example.com', 'refused'],
    ['//api.example.com/', 'bad_url'],
    ['/items', 'bad_url'],
    ['', 'bad_url'],
  ])('A57: %s is judged by the parsed host: %s', (url, expected) =>
    expect(verdict(url, { hosts: ['api.example.com'] })).toBe(expected),
  );

  it.each([
    'ftp://api.example.com/',
    'file:///etc/passwd',
    'ws://api.example.com/',
    'data:text/plain,x',
    'javascript:1',
  ])('FB-82: %s is not requested', (url) => {
    const checked = checkUrl(url, policy({ hosts: ['api.example.com'] }));
    expect(!checked.ok && checked.error.message).toContain('only http and https addresses can be requested');
  });
});
