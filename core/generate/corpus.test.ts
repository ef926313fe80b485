import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { report } from '../import/testing.ts';
import { formatProblems, typeProblems } from './testing/checks.ts';
import { filesOf } from './testing/reports.ts';

const corpus = join(import.meta.dirname, '../../../shared/corpus/openapi');

/** A few of different kinds: many parents, many filters, long names, a cursor in every list, several authentications. */
const FILES = ['redocly-museum/museum.yaml', 'traccar/traccar.yaml', 'airflow/airflow-v2.yaml', 'ynab/ynab.yaml'];

describe.skipIf(!existsSync(corpus))(
  'real descriptions (skipped where ../shared/corpus is not beside the checkout)',
  () => {
    it.each(FILES)('%s gives code that passes the type checker and a formatter', { timeout: 60_000 }, async (name) => {
      const files = filesOf(await report(readFileSync(join(corpus, name)), name.split('/').at(-1)));
      expect([await typeProblems(files), await formatProblems(files)]).toEqual(['', '']);
    });
  },
);
