import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readResource } from './resource.ts';
import { saveResource } from './save-resource.ts';
import { testRunner } from './testing/studio.ts';

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'save-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return path.join(made, 'deep', 'downloads');
}

const resource = async (result: string) => {
  const files = { 'functions/resource.js': `export const resource = () => (${result});` };
  return testRunner({ files }).run({ target: 'resource' });
};
const file = (contentType: string, text: string, more = '') =>
  resource(`{ contentType: ${JSON.stringify(contentType)}, body: btoa(${JSON.stringify(text)})${more} }`);

describe('A69: a file of the source', () => {
  it('is saved under a name of our own, for this user only, never to be run', async () => {
    const run = await file('application/pdf', '%PDF-1.7 hello', ", name: '../../x.desktop', fileName: 'CON'");
    const to = folder();
    const saved = await saveResource(run, to);
    const expected = path.join(to, `resource-${run.id}.pdf`);
    expect(saved).toEqual({ ok: true, value: { file: expected, bytes: 14, contentType: 'application/pdf' } });
    expect(readFileSync(expected, 'utf8')).toBe('%PDF-1.7 hello');
    expect(statSync(expected).mode & 0o777).toBe(0o600);
    expect(statSync(to).mode & 0o777).toBe(0o700);
    expect(readdirSync(to)).toHaveLength(1);
  });

  it.each([
    ['application/x-desktop', '[Desktop Entry]\nExec=x', 'bin'],
    ['text/html', '<html><script>x</script>', 'bin'],
    ['image/svg+xml', '<svg onload="x"/>', 'bin'],
    ['application/x-sh; name="../../x.command"', '#!/bin/sh\n', 'bin'],
    ['application/pdf; name="a.pdf.lnk"', '%PDF-1.7', 'pdf'],
    ['../../../etc/passwd', 'x', 'bin'],
    ['image/png', '#!/bin/sh\n', 'bin'],
    ['text/csv', 'a,b\n1,2\n', 'csv'],
  ])('%s ends as its content deserves: %j in .%s', async (type, text, ending) => {
    const run = await file(type, text);
    const saved = await saveResource(run, folder());
    expect(saved.ok && path.basename(saved.value.file)).toBe(`resource-${run.id}.${ending}`);
  });

  it('does not replace anything, and says why it cannot be written', async () => {
    const run = await file('text/plain', 'x');
    const to = folder();
    expect((await saveResource(run, to)).ok).toBe(true);
    expect(await saveResource(run, to)).toMatchObject({ ok: false, error: { code: 'file_exists' } });
    const inTheWay = path.join(path.dirname(to), 'file');
    writeFileSync(inTheWay, '');
    expect(await saveResource(run, inTheWay)).toMatchObject({ ok: false, error: { kind: 'input' } });
  });

  it.skipIf(!existsSync('/proc/self'))('is refused by a folder that takes none, and not tried for ever', async () => {
    const run = await file('text/plain', 'x');
    expect(await saveResource(run, '/proc/nowhere/deep')).toMatchObject({ ok: false, error: { code: 'bad_file' } });
  });

  it('is limited in size', () => {
    const result = { contentType: 'text/plain', body: Buffer.alloc(31).toString('base64') };
    expect(readResource(result, 30)).toMatchObject({
      ok: false,
      error: {
        code: 'too_large',
        message: 'The file holds more than 30 bytes, which is the limit of what can be saved.',
      },
    });
    const fits = readResource({ ...result, body: Buffer.alloc(30).toString('base64') }, 30);
    expect(fits.ok && fits.value.bytes.byteLength).toBe(30);
  });

  it.each([
    ['{ contentType: "text/plain" }', 'no_content'],
    ['{ contentType: "text/plain", body: "%%%" }', 'bad_content'],
    ['{ contentType: "text/plain", body: "ab***cd" }', 'bad_content'],
  ])('FB-62: %s is no file', async (result, code) => {
    expect(await saveResource(await resource(result), folder())).toMatchObject({ ok: false, error: { code } });
  });

  it('only a run of resource that is ok has one', async () => {
    const studio = testRunner({
      files: { 'functions/resource.js': 'export const resource = () => { throw new Error("x"); };' },
    });
    for (const target of ['data', 'resource']) {
      expect(await saveResource(await studio.run({ target }), folder())).toMatchObject({
        ok: false,
        error: { kind: 'input', code: 'not_a_resource' },
      });
    }
  });
});
