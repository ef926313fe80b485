import { randomBytes } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { openStore } from '../database/index.ts';
import { asAdministrator, databaseAt } from './administrator.ts';
import { startCluster } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a PostgreSQL that may be filled with databases; empty where there is none. */
    readonly postgres: string;
    /** A database there with the tables of a marketplace and nothing in them, to be copied. */
    readonly postgresTemplate: string;
  }
}

/** Making the tables takes far longer than copying them, and most tests start with them. */
async function makeTemplate(url: string): Promise<string> {
  const name = `market_template_${randomBytes(6).toString('hex')}`;
  await asAdministrator(url, `CREATE DATABASE ${name}`);
  const store = await openStore({ dataDirectory: '', databaseUrl: databaseAt(url, name) });
  await store.close();
  return name;
}

/** One PostgreSQL for all test files: that of `DATABASE_URL`, or one of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL;
  const cluster = given === undefined || given === '' ? await startCluster() : { url: given, stop: () => undefined };
  if (!cluster)
    console.warn('PostgreSQL is not installed: its tests are skipped. Install the package postgresql to run them.');
  const { url = '' } = cluster ?? {};
  const template = url === '' ? '' : await makeTemplate(url);
  project.provide('postgres', url);
  project.provide('postgresTemplate', template);
  return async () => {
    if (template !== '') await asAdministrator(url, `DROP DATABASE ${template}`);
    cluster?.stop();
  };
}
