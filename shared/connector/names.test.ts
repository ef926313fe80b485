import { describe, expect, it } from 'vitest';
import { connectorId, connectorName, hostPattern, semver, toConnectorId, toConnectorName } from './names.ts';

describe('names', () => {
  it.each(['a', 'demo-api', 'crm2', 'x'.repeat(64)])('%s is a connector id', (id) =>
    expect(connectorId.safeParse(id).success).toBe(true),
  );
  it.each(['', '2crm', 'Demo', 'a--b', '-a', 'a-', 'a_b', '../x', '__proto__', 'x'.repeat(65)])(
    '%s is no connector id',
    (id) => expect(connectorId.safeParse(id).success).toBe(false),
  );

  it('FB-80: a connector name holds letters and spaces only', () => {
    expect(connectorName.safeParse('Demo CRM').success).toBe(true);
    for (const name of ['CRM 2', 'Demo-CRM', 'Démo', '']) expect(connectorName.safeParse(name).success).toBe(false);
  });

  it.each(['1.0.0', '0.1.2', '10.20.30-beta.1', '1.0.0--', '1.0.0-0a.0'])('%s is a version', (text) =>
    expect(semver.safeParse(text).success).toBe(true),
  );
  it.each(['1.0', 'v1.0.0', '01.0.0', '99999999999.0.0', '1.0.0+', '1.0.0-01', '1.0.0-a..b', '1.0.0-'])(
    '%s is no version',
    (text) => expect(semver.safeParse(text).success).toBe(false),
  );

  it.each(['api.example.com', '*.example.com', '127.0.0.1:4010', 'localhost', '[::1]:80'])('%s is a host', (host) =>
    expect(hostPattern.safeParse(host).success).toBe(true),
  );
  it.each(['http://a.b', 'a.b/c', 'user@a.b', '*', 'a.*.b', '', 'a b', 'a.b:123456', 'a.b:65536', 'a.b:0'])(
    '%s is no host',
    (host) => expect(hostPattern.safeParse(host).success).toBe(false),
  );

  it('says of a host that is too long how long it may be', () => {
    expect(hostPattern.safeParse(`${'a'.repeat(261)}`).error?.issues[0]?.message).toBe('use at most 260 characters');
  });

  it.each(['Pet Store 3.0', '!!!', '日本', '3D Printer API', 'x'.repeat(200), '__proto__', 'Café & Co.'])(
    'any text gives a legal id and name: %s',
    (text) => {
      expect(connectorId.safeParse(toConnectorId(text)).success).toBe(true);
      expect(connectorName.safeParse(toConnectorName(text)).success).toBe(true);
    },
  );
  it('keeps what it can of the text', () => {
    expect(toConnectorId('Pet Store API 3.0')).toBe('pet-store-api-3-0');
    expect(toConnectorName('Café & Co. 2')).toBe('Cafe Co');
  });
});
