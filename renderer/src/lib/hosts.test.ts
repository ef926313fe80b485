import { expect, test } from 'vitest';
import { disguisedHost, hostOfUrl, isPrivateHost } from './hosts.ts';

test('loopback, private and link-local hosts are recognised, with and without a port', () => {
  for (const host of [
    '127.0.0.1:4010',
    'localhost',
    'LOCALHOST:80',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.1.1:1',
    '169.254.169.254',
    '[::1]:8080',
    '[fd00::1]',
    'db.internal',
    '100.64.0.1',
  ])
    expect(isPrivateHost(host), host).toBe(true);
  for (const host of [
    'api.example.com',
    '*.example.com',
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '[2001:db8::1]',
    'localhost.example.com',
  ])
    expect(isPrivateHost(host), host).toBe(false);
});

test('the host of a URL keeps its explicit port', () => {
  expect(hostOfUrl('http://127.0.0.1:4010/v1')).toBe('127.0.0.1:4010');
  expect(hostOfUrl('ftp://example.com')).toBeUndefined();
  expect(hostOfUrl('not a url')).toBeUndefined();
});

test('A23: a host in foreign letters is shown in its ASCII form', () => {
  expect(disguisedHost('https://р\u0430ypal.com/v1')).toMatch(/^xn--/);
  expect(disguisedHost('https://paypal.com')).toBeUndefined();
});
