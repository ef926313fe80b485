import { describe, expect, it } from 'vitest';
import { viewLimits } from '../../shared/limits.ts';
import { findPersonalData, hasIbanChecksum, hasLuhn } from './personal-scan.ts';

const kindsIn = (text: string, path = 'mocks.json') =>
  findPersonalData([{ path, text: `first line\n${text}\n` }]).map(({ line, kind }) => [line, kind]);

describe('A124: personal data in what would be published', () => {
  it.each([
    ['{ "email": "ada.lovelace@mail-host.de" }', 'an e-mail address'],
    ['Ask <jo@corp.io>.', 'an e-mail address'],
    ['"iban": "DE89 3704 0044 0532 0130 00"', 'an account number (IBAN)'],
    ["iban = 'GB82WEST12345698765432'", 'an account number (IBAN)'],
    ['"card": "4111 1111 1111 1111"', 'a payment card number'],
    ['"card": 5555555555554444', 'a payment card number'],
    ['"card": "3782-822463-10005"', 'a payment card number'],
    ['Call +49 30 901820.', 'a phone number'],
    ['"phone": "+44 (20) 7946 0958"', 'a phone number'],
    ['"phone":"+4915112345678"', 'a phone number'],
  ])('finds %s', (text, kind) => expect(kindsIn(text)).toEqual([[2, kind]]));

  it.each([
    ["const dump = '/home/ada/dump.json';", 'functions/data.js'],
    ['See C:\\Users\\ada\\notes.txt', 'README.md'],
    ['`/Users/ada/Desktop/x`', 'README.md'],
  ])('finds the folder in %s', (text, path) =>
    expect(kindsIn(text, path)).toEqual([[2, "a path of somebody's own folder"]]),
  );

  it.each([
    'ada@example.com, ada@mail.example, a@sub.example.org, a@b.test, root@localhost',
    'icon@2x.png @media name@1.2.3 @scope/package',
    '"iban": "DE88370400440532013000"',
    '"id": 4111111111111112, "n": 1234567890123456, "at": 1700000000000',
    '"id": "10000000-0000-4111-1111-111111111111"',
    'phone +1 212 555 0142',
    'a = page+12345678; b = [1]+12345678; version 1.2.3+20240101',
    '"path": "/Users/{id}/avatar", "home": "/home/timeline"',
    '"hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"',
    "get('https://api.example.com/home/feed/1')",
  ])('leaves %s', (text) => expect(kindsIn(text)).toEqual([]));

  it('looks into examples of the description, not into pictures', () => {
    const text = 'example: jo@corp.io 4111111111111111 /home/timeline/x';
    expect(kindsIn(text, 'spec/api.yaml')).toHaveLength(2);
    expect(kindsIn(text, 'logo.svg')).toEqual([]);
  });

  it('never carries the text itself, and lists no more than can be read', () => {
    const text = Array.from({ length: 200 }, (_, n) => `person${n}@corp.io`).join('\n');
    const found = findPersonalData([{ path: 'README.md', text }]);
    expect(found).toHaveLength(viewLimits.foundPersonal);
    expect(JSON.stringify(found)).not.toContain('corp.io');
  });

  it('knows check digits', () => {
    expect([hasLuhn('4111111111111111'), hasLuhn('4111111111111112'), hasLuhn('')]).toEqual([true, false, false]);
    expect([hasIbanChecksum('GB82WEST12345698765432'), hasIbanChecksum('GB83WEST12345698765432')]).toEqual([
      true,
      false,
    ]);
  });

  it('a line without end costs no more than its length', () => {
    for (const part of ['a@b.', '+1 2', '4111 ', 'AB12 ', '@', '/home/a', '1-', 'a.']) {
      expect(findPersonalData([{ path: 'mocks.json', text: part.repeat(400_000) }]).length).toBeLessThan(2);
    }
  });
});
