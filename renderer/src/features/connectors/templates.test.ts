import { expect, test } from 'vitest';
import { isConnectorPath } from '../../../../shared/connector/files.ts';
import { missingTemplates, templatePath } from './templates.ts';

test('what a connector has already, in either language, is not offered', () => {
  const ids = (paths: string[]) => missingTemplates(paths).map((one) => one.id);
  expect(ids([])).toContain('validate');
  expect(ids(['functions/validate.js', 'functions/data.ts', 'mocks.json'])).not.toEqual(
    expect.arrayContaining(['validate']),
  );
  expect(ids(['functions/data.ts'])).not.toContain('data');
  expect(ids(['mocks.json'])).not.toContain('mocks.json');
  expect(ids(['functions/module.js'])).toContain('module');
});

test('every template gives a file that a connector may have, and code that can be read', () => {
  for (const template of missingTemplates([]))
    for (const language of ['js', 'ts'] as const) {
      const path = templatePath(template, 'helper', language);
      expect(isConnectorPath(path), path).toBe(true);
      // Types would not run as JavaScript.
      const types = / as |\}: \{ |\w: (?:string|unknown)\b/;
      if (template.script && language === 'js') expect(template.text(language), path).not.toMatch(types);
    }
});
