import { describe, expect, it } from 'vitest';
import { networkLimits } from '../../shared/limits.ts';
import { createMasker, MASK } from './masker.ts';

const secret = 's3cr3t/+"key ü';
const masker = createMasker([secret]);
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('createMasker', () => {
  it.each([
    ['raw', `x ${secret} y`, `x ${MASK} y`],
    ['URL-encoded', `a=${encodeURIComponent(secret)}&b`, `a=${MASK}&b`],
    [
      'URL-encoded in lower case',
      `a=${encodeURIComponent(secret).replace(/%../g, (one) => one.toLowerCase())}`,
      `a=${MASK}`,
    ],
    ['form-encoded', new URLSearchParams({ a: secret }).toString(), `a=${MASK}`],
    ['JSON-escaped', JSON.stringify({ a: secret }), `{"a":"${MASK}"}`],
    ['JSON-escaped twice', JSON.stringify({ a: JSON.stringify([secret]) }), `{"a":"[\\"${MASK}\\"]"}`],
    ['JSON-escaped, then URL-encoded', encodeURIComponent(JSON.stringify(secret)), `%22${MASK}%22`],
    ['JSON-escaped, then hex', Buffer.from(JSON.stringify(secret)).toString('hex'), `22${MASK}22`],
    ['hex', Buffer.from(secret).toString('hex'), MASK],
    ['hex in upper case', Buffer.from(secret).toString('hex').toUpperCase(), MASK],
  ])('A49: masks the %s form', (_form, text, masked) => expect(masker.text(text)).toBe(masked));

  it('A49: masks the ASCII form of JSON', () => {
    const ascii = JSON.stringify(secret).replace('ü', '\\u00fc');
    expect(masker.text(ascii)).toBe(`"${MASK}"`);
  });

  it.each(['', 'a', 'ab', 'abc', 'user:', 'user1:'])('A49: masks base64 behind the prefix %j', (prefix) => {
    const text = base64(`${prefix}${secret}`);
    const masked = masker.text(text);
    expect(masked).toContain(MASK);
    // What is left decodes to the prefix and at most two bytes of the edge.
    expect(Buffer.from(masked.replaceAll(MASK, ''), 'base64').toString('latin1')).not.toContain('s3cr');
    expect(masker.text(base64(`${prefix}${secret}tail`))).toContain(MASK);
  });

  it('A49: masks base64 of a JSON text', () => {
    const masked = masker.text(base64(JSON.stringify({ password: secret })));
    expect(Buffer.from(masked.replaceAll(MASK, ''), 'base64').toString('latin1')).not.toContain('s3cr');
  });

  it('A49: masks the basic pair whole where it is known', () => {
    expect(createMasker(['hunter22', 'ada:hunter22']).text(`Basic ${base64('ada:hunter22')}`)).toBe(`Basic ${MASK}`);
  });

  it('A109: a short secret masks nothing but credentials', () => {
    const short = createMasker(['100', 'a', '']);
    expect(short.text('100 rows, a lot')).toBe('100 rows, a lot');
    expect(short.finds('100')).toBe(false);
    expect(short.isCredential('100')).toBe(true);
    expect(createMasker([]).isCredential('x')).toBe(false);
  });

  it('masks a secret that contains another one whole', () => {
    expect(createMasker(['abcdef', 'abcdefghij']).text('abcdefghij abcdef')).toBe(`${MASK} ${MASK}`);
  });

  it('masks bytes, and gives the same bytes where there is nothing', () => {
    const clean = new TextEncoder().encode('nothing here');
    expect(masker.bytes(clean)).toBe(clean);
    const body = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${secret}|${secret}`)]);
    expect(Buffer.from(masker.bytes(body))).toEqual(
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${MASK}|${MASK}`)]),
    );
  });

  it('masks keys and values of JSON and pollutes nothing', () => {
    const value: unknown = JSON.parse(
      `{"${secret.replace('"', '\\"')}":[{"__proto__":"x ${secret.replace('"', '\\"')}"}],"n":1,"z":null}`,
    );
    const masked = masker.json(value);
    expect(JSON.stringify(masked)).toBe(`{"${MASK}":[{"__proto__":"x ${MASK}"}],"n":1,"z":null}`);
    expect(Object.getPrototypeOf({})).not.toHaveProperty('x');
  });

  it('A50: finds a secret in a host name, where all is lower case', () => {
    const token = createMasker(['AbCdEf123']);
    expect(token.findsInHost('abcdef123.evil.test')).toBe(true);
    expect(token.findsInHost(`${Buffer.from('AbCdEf123').toString('hex')}.evil.test`)).toBe(true);
    expect(token.findsInHost('api.example.com')).toBe(false);
  });

  it('A62: masks what it learns from then on, in every form, and lets go of the oldest', () => {
    const learning = createMasker(['given-secret']);
    expect(learning.text('sess-abc-123')).toBe('sess-abc-123');
    learning.learn('sess-abc-123');
    expect(learning.text(`sess-abc-123 ${base64('sess-abc-123')} given-secret`)).toBe(`${MASK} ${MASK} ${MASK}`);
    expect(Buffer.from(learning.bytes(Buffer.from('x sess-abc-123'))).toString()).toBe(`x ${MASK}`);
    expect(learning.findsInHost('sess-abc-123.evil.test')).toBe(true);
    learning.learn('short');
    expect(learning.text('short')).toBe('short');
    for (let index = 0; index < networkLimits.learnedSecrets; index++) learning.learn(`later-secret-${index}`);
    const last = `later-secret-${networkLimits.learnedSecrets - 1}`;
    expect(learning.text(`sess-abc-123 ${last} given-secret`)).toBe(`sess-abc-123 ${MASK} ${MASK}`);
  });

  it('A62: masks a secret that is shorter than all before it, and one that it learns first', () => {
    const learning = createMasker([]);
    learning.learn('first-secret');
    expect(learning.text('first-secret')).toBe(MASK);
    learning.learn('sixsix');
    expect(learning.text('sixsix first-secret')).toBe(`${MASK} ${MASK}`);
  });

  it('masks a text with half characters, which stay', () => {
    expect(masker.text(`\ud800 ${secret} \udc00`)).toBe(`\ud800 ${MASK} \udc00`);
  });
});

describe('a secret that is learnt later', () => {
  it('is masked from then on in every form, however long the others are', () => {
    const masker = createMasker(['first-secret']);
    expect(masker.text('later-secret')).toBe('later-secret');
    masker.learn('later-secret');
    masker.learn('');
    expect(masker.text('later-secret first-secret')).toBe('*** ***');
    expect(masker.json({ a: [Buffer.from('later-secret').toString('base64')] })).toEqual({ a: ['***'] });
    expect(Buffer.from(masker.bytes(Buffer.from('x later-secret'))).toString()).toBe('x ***');
    expect([masker.finds('later-secret'), masker.findsInHost('LATER-secret.evil.test')]).toEqual([true, true]);
  });
});
