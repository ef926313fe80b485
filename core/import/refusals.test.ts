import { describe, expect, it } from 'vitest';
import { importLimits } from '../../shared/limits.ts';
import { answers, listOf, openApi, refusal, report, text } from './testing.ts';
import { checkSize } from './text.ts';

const pets = { '/pets': { get: { responses: answers(listOf({ id: text })) } } };

describe('what is no description', () => {
  it('says so of an empty file', async () => {
    expect(await refusal(' \n', 'empty.yaml')).toMatchObject({
      code: 'empty',
      message: /^empty\.yaml is empty; choose an OpenAPI description/,
    });
  });

  it('says so of a web page', async () => {
    expect((await refusal('<!doctype html><title>x</title>', 'a.json')).message).toMatch(/^a\.json is a web page, not/);
  });

  it('says so of a binary file', async () => {
    expect((await refusal(new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0]), 'a.bin')).message).toMatch(
      /^a\.bin is a binary file/,
    );
  });

  it('says so of an object without an openapi key and of a text', async () => {
    expect((await refusal('{"a": 1}')).message).toMatch(/has no `openapi` or `swagger` key; choose an OpenAPI/);
    expect((await refusal('hello world', 'a.txt')).message).toMatch(/holds no object at its top; choose/);
  });

  it('quotes a file name that would not read well', async () => {
    expect((await refusal('', 'a"\u0007\n.json')).message).toMatch(/^"a\\"\\u0007\\n\.json" is empty/);
  });
});

describe('formats that are known but not read', () => {
  it.each([
    ['Insomnia', '{"_type": "export", "resources": []}'],
    ['AsyncAPI', 'asyncapi: 3.0.0'],
    ['JSON Schema', '{"$schema": "https://json-schema.org/draft/2020-12/schema"}'],
    ['RAML', '#%RAML 1.0\ntitle: x'],
  ])('names %s and what is needed', async (name, source) => {
    const { code, message } = await refusal(source, 'file.txt');
    expect(code).toBe('unsupported_format');
    expect(message).toContain(name);
    expect(message).toContain('an OpenAPI description (2.0 to 3.2)');
  });

  it('refuses a version that is none of 2.0 to 3.2', async () => {
    expect((await refusal('{"swagger": "1.2", "paths": {}}')).code).toBe('unsupported_version');
    expect((await refusal('{"openapi": "4.0.0", "paths": {}}')).message).toMatch(
      /states "4\.0\.0" as its OpenAPI version/,
    );
    expect((await refusal('{"openapi": {}, "paths": {}}')).code).toBe('unsupported_version');
  });

  it('reads release candidates with a warning', async () => {
    for (const openapi of ['3.0.0-RC1', '3.1']) {
      const found = await report(openApi(pets, { openapi }));
      expect(found.entities.map((entity) => entity.name)).toEqual(['pets']);
      expect(found.warnings.map((warning) => warning.code)).toContain('version');
    }
  });

  it('refuses a description without paths or with none in them', async () => {
    expect(await refusal('{"openapi": "3.0.0"}')).toMatchObject({ code: 'no_paths' });
    expect(await refusal('{"openapi": "3.0.0", "paths": {}}')).toMatchObject({ code: 'no_operations' });
  });
});

describe('text of a description', () => {
  it('may start with a byte order mark, as text and as bytes', async () => {
    expect((await report(`\ufeff${openApi(pets)}`)).entities).toHaveLength(1);
    expect((await report(Buffer.from(`\ufeff${openApi(pets)}`))).entities).toHaveLength(1);
  });

  it('may be UTF-16', async () => {
    expect((await report(Buffer.from(`\ufeff${openApi(pets)}`, 'utf16le'))).entities).toHaveLength(1);
  });

  it('says line and column of bad JSON', async () => {
    const { code, message } = await refusal('{\n  "openapi": "3.0.0",\n  "paths" {}\n}', 'pets.json');
    expect(code).toBe('bad_json');
    expect(message).toBe(
      'pets.json is not valid JSON: line 3, column 11: a colon is expected here; mend that line and import again.',
    );
  });

  it('says line and column of bad YAML', async () => {
    const { code, message } = await refusal('openapi: 3.0.0\ninfo:\n  title: a: b\n', 'petstore.yaml');
    expect(code).toBe('bad_yaml');
    expect(message).toMatch(
      /^petstore\.yaml is not valid YAML: line 3, column \d+: .+; mend that line and import again\.$/,
    );
    expect(message).not.toMatch(/\n/);
  });

  it('leaves out as many lines as the limit says, of a text as long as it says, and no more', async () => {
    const broken = (lines: number, more = ''): string =>
      `openapi: 3.0.0\n${'x: a: b\n'.repeat(lines)}${more}paths:\n  /a:\n    get: {}\n`;
    expect((await report(broken(importLimits.mendedLines), 'a.yaml')).source.operations).toBe(1);
    expect((await refusal(broken(importLimits.mendedLines + 1), 'a.yaml')).code).toBe('bad_yaml');
    const long = `# ${'x'.repeat(importLimits.mendedBytes)}\n`;
    expect((await refusal(broken(1, long), 'a.yaml')).code).toBe('bad_yaml');
  });

  it('reads YAML that is indented with tabs, and says so', async () => {
    const found = await report('openapi: 3.0.0\npaths:\n\t/a:\n\t\tget:\n\t\t\ttags: [x]\n', 'a.yaml');
    expect(found.source.operations).toBe(1);
    expect(found.warnings.find((warning) => warning.code === 'yaml_tabs')?.message).toMatch(/^Line 3 is indented/);
  });

  it('takes the last of two objects of one name, and says so (A24)', async () => {
    const found = await report('openapi: 3.0.0\npaths:\n  /a:\n    get: {}\n  /a:\n    put: {}\n', 'a.yaml');
    expect(found.commands.map(({ operation }) => operation)).toEqual(['PUT /a']);
    expect(found.warnings.map((warning) => warning.code)).toContain('yaml_duplicate');
  });

  it('leaves out the lines at fault where the rest is a description still', async () => {
    const found = await report(
      'openapi: 3.0.0\nservers\n  - url: https://a.example\npaths:\n  /a:\n    get: {}\n',
      'a.yaml',
    );
    expect(found.source.operations).toBe(1);
    expect(found.warnings.find((warning) => warning.code === 'yaml_line')?.message).toMatch(
      /^Lines? [\d, ]+ w(?:as|ere) left out/,
    );
    expect((await refusal('openapi: 3.0.0\npaths: a: b\n', 'a.yaml')).message).toMatch(/line 2, column \d+/);
  });

  it('reads YAML that closes a flow list without indenting it, and says so', async () => {
    const found = await report(
      'openapi: 3.0.0\npaths:\n  /a:\n    get:\n      tags: [\n        x\n      ]\n',
      'a.yaml',
    );
    expect(found.source.operations).toBe(1);
    expect(found.warnings.map((warning) => warning.code)).toContain('yaml_indentation');
  });

  it('A18: refuses more bytes than the limit, with the number', () => {
    const result = checkSize('big.json', importLimits.bytes + 1);
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'too_large', message: /64\.0 MiB, over the limit of 64\.0 MiB/ },
    });
  });

  it('A18: takes a single line of 200 000 characters', async () => {
    const description = 'x'.repeat(200_000);
    const found = await report(
      openApi({ '/pets': { get: { description, responses: answers(listOf({ id: text })) } } }),
    );
    expect(JSON.stringify(found).length).toBeLessThan(20_000);
  });
});
