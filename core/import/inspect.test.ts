import { describe, expect, it } from 'vitest';
import { importLimits } from '../../shared/limits.ts';
import { inspectDescription } from './index.ts';
import { answers, listOf, openApi, text } from './testing.ts';

const petList = openApi({ '/pets': { get: { responses: answers(listOf({ id: text })) } } });
/** Large enough to keep a worker busy for a while. */
const heavy = openApi(
  Object.fromEntries(
    Array.from({ length: 15_000 }, (_, index) => [
      `/p${index}`,
      { get: { responses: answers(listOf({ id: text, name: text })) } },
    ]),
  ),
);

describe('inspectDescription', () => {
  it('gives the report of a description, from text and from bytes', async () => {
    for (const source of [petList, Buffer.from(petList)]) {
      const result = await inspectDescription({ fileName: 'pets.json', text: source });
      expect(result).toMatchObject({
        ok: true,
        value: {
          source: { kind: 'openapi', version: '3.0.3', title: 'Test API', bytes: petList.length, operations: 1 },
          baseUrl: 'https://api.example.com/v1',
        },
      });
    }
  });

  it('gives a refusal as a value', async () => {
    const result = await inspectDescription({ fileName: 'x.json', text: '{' });
    expect(result).toMatchObject({ ok: false, error: { kind: 'input', code: 'bad_json' } });
  });

  it('leaves the thread of the caller free', async () => {
    let longest = 0;
    let last = performance.now();
    const clock = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const result = await inspectDescription({ fileName: 'heavy.json', text: heavy });
    clearInterval(clock);
    expect(result.ok && result.value.source.durationMs).toBeGreaterThan(longest);
  });

  it('ends at once when it is cancelled', async () => {
    const control = new AbortController();
    const running = inspectDescription({ fileName: 'heavy.json', text: heavy }, { signal: control.signal });
    setTimeout(() => control.abort(), 30);
    expect(await running).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(await inspectDescription({ fileName: 'a.json', text: petList }, { signal: control.signal })).toMatchObject({
      ok: false,
      error: { code: 'cancelled' },
    });
  });

  it('ends when the time is up, and says how long that was', async () => {
    const result = await inspectDescription({ fileName: 'heavy.json', text: heavy }, { timeMs: 20 });
    expect(result).toMatchObject({ ok: false, error: { code: 'timeout', message: /longer than 0\.02 seconds/ } });
  });

  it('refuses what is too large before anything is copied', async () => {
    const result = await inspectDescription({ fileName: 'big.json', text: new Uint8Array(importLimits.bytes + 1) });
    expect(result).toMatchObject({ ok: false, error: { code: 'too_large' } });
  });
});
