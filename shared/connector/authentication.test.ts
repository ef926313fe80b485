import { describe, expect, it } from 'vitest';
import { authFields, oauthFlows } from './authentication.ts';
import { authenticationSchema, type OAuth2Authentication } from './manifest.ts';

const oauth = (part: Partial<OAuth2Authentication>): OAuth2Authentication => ({
  id: 'o',
  name: 'O',
  type: 'oauth2',
  ...part,
});
const url = 'https://login.example.com/x';

describe('flows of an oauth2 authentication', () => {
  it.each([
    [{}, []],
    [{ authorizationUrl: url }, []],
    [{ tokenUrl: url }, ['clientCredentials']],
    [{ authorizationUrl: url, tokenUrl: url }, ['authorizationCode', 'clientCredentials']],
    [{ deviceAuthorizationUrl: url, tokenUrl: url }, ['device', 'clientCredentials']],
    [{ issuer: url }, ['authorizationCode', 'device', 'clientCredentials']],
    [{ tokenUrl: url, flows: ['device' as const] }, ['device']],
    [{ tokenUrl: url, flows: [] }, []],
    [{ flows: ['device' as const] }, []],
  ])('%j has %j', (part, flows) => expect(oauthFlows(oauth(part))).toEqual(flows));
});

describe('fields of an oauth2 connection', () => {
  it('are the pasted token alone where there is nobody to ask, as ever', () => {
    expect(authFields(oauth({ authorizationUrl: url }))).toEqual([
      { id: 'access_token', title: 'Access token', secret: true, required: true },
    ]);
  });

  it('are the client and its tokens where there is', () => {
    const fields = authFields(oauth({ tokenUrl: url }));
    const ids = (wanted: (field: (typeof fields)[number]) => boolean) => fields.filter(wanted).map(({ id }) => id);
    expect(ids((field) => !field.secret)).toEqual(['client_id', 'scopes']);
    expect(ids((field) => field.secret)).toEqual(['client_secret', 'access_token', 'refresh_token']);
    expect(ids((field) => field.studioOnly === true)).toEqual(['client_secret', 'refresh_token']);
    expect(ids((field) => field.required)).toEqual([]);
  });
});

it('a manifest of before is read as it was', () => {
  for (const part of [{}, { authorizationUrl: url, tokenUrl: url, scopes: ['read'] }])
    expect(authenticationSchema.parse(oauth(part))).toEqual(oauth(part));
});
