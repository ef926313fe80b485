import { describe, expect, it } from 'vitest';
import type { OAuthClient } from '../types.ts';
import { checkAddress } from './address.ts';

const client = (part: Partial<OAuthClient> = {}): OAuthClient => ({
  connector: 'crm',
  id: 'con_1',
  connection: 'main',
  authentication: { id: 'oauth', name: 'OAuth 2', type: 'oauth2' },
  clientId: 'studio',
  scopes: [],
  grants: ['intranet.example.com:8080'],
  baseUrl: '',
  ...part,
});
const said = (text: string, part?: Partial<OAuthClient>): string => {
  const result = checkAddress(text, 'authorization address', client(part));
  return result.ok ? result.value.href : result.error.message;
};

describe('A111: an address of an authorization server', () => {
  it.each([
    ['https://login.example.com/authorize?a=b', 'https://login.example.com/authorize?a=b'],
    ['http://127.0.0.1:4010/authorize', 'http://127.0.0.1:4010/authorize'],
    ['http://localhost:4010/authorize', 'http://localhost:4010/authorize'],
    ['http://[::1]:4010/authorize', 'http://[::1]:4010/authorize'],
    ['http://intranet.example.com:8080/a', 'http://intranet.example.com:8080/a'],
    // Quotes, spaces and control characters never reach whoever opens it.
    ['https://x.example.com/"&calc.exe&"?q="`$(id)\n', 'https://x.example.com/%22&calc.exe&%22?q=%22`$(id)'],
  ])('%j is used as %s', (text, href) => expect(said(text)).toBe(href));

  it.each([
    ['javascript:alert(1)', 'only https addresses are opened'],
    ['file:///etc/passwd', 'only https addresses are opened'],
    ['data:text/html,x', 'only https addresses are opened'],
    ['ms-settings:x', 'only https addresses are opened'],
    ['https://x" & calc', 'it is not a URL'],
    ['https://x"&calc/', 'its host is not a host name'],
    ["https://x'$(id)/", 'its host is not a host name'],
    ['https://*.example.com/', 'its host is not a host name'],
    ['https://user@login.example.com/', 'it carries a user name'],
    ['http://login.example.com/', 'it is http'],
    ['http://intranet.example.com/', 'it is http'],
    ['http://127.0.0.1.evil.test/', 'it is http'],
    ['/authorize', 'it is not a URL'],
    ['', 'it is not a URL'],
  ])('%j is refused: %s', (text, why) => expect(said(text)).toContain(why));

  it('may be relative to the base URL of the connection', () => {
    expect(said('/oauth/token', { baseUrl: 'https://shop.example.com/v1' })).toBe(
      'https://shop.example.com/oauth/token',
    );
  });
});
