import { describe, expect, it } from 'vitest';
import { settingsLimits } from './limits.ts';
import { networkSettingsSchema } from './settings.ts';

const fits = (network: unknown): boolean => networkSettingsSchema.safeParse(network).success;

describe('network settings', () => {
  it('are empty where nothing is set', () => {
    expect(networkSettingsSchema.parse({})).toEqual({ authorities: [], insecureHosts: [] });
  });

  it.each(['http://proxy.corp:3128', 'https://10.0.0.1:443', 'http://[::1]:8080'])('take the proxy %s', (url) => {
    expect(networkSettingsSchema.parse({ proxy: { url } }).proxy).toEqual({ url, bypass: [], resolveAtProxy: false });
  });

  it.each([
    'proxy.corp:3128',
    'http://proxy.corp',
    'http://ada:secret@proxy.corp:3128',
    'http://proxy.corp:3128/path',
    'socks5://proxy.corp:1080',
    'http://proxy.corp:65536',
    'http://proxy.corp:3128\r\nx',
  ])('refuse the proxy %j', (url) => expect(fits({ proxy: { url } })).toBe(false));

  it.each([
    '*.example.com:443',
    'example.com',
    'https://example.com:443',
    'Example.com:443',
    'a.test:65536',
    'a.test:0',
    '',
  ])('A67: trust one server by host and port, not %j', (host) => expect(fits({ insecureHosts: [host] })).toBe(false));

  it('hold no more than the limits', () => {
    const many = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
    const { authorities, hosts, pemChars } = settingsLimits;
    const authority = { name: 'a', pem: 'x' };
    for (const [limit, make] of [
      [authorities, (count: number) => ({ authorities: many(count, authority) })],
      [hosts, (count: number) => ({ insecureHosts: many(count, 'a.test:443') })],
      [hosts, (count: number) => ({ proxy: { url: 'http://p:1', bypass: many(count, 'a.test') } })],
      [pemChars, (count: number) => ({ authorities: [{ name: 'a', pem: 'x'.repeat(count) }] })],
    ] as const) {
      expect(fits(make(limit))).toBe(true);
      expect(fits(make(limit + 1))).toBe(false);
    }
  });
});
