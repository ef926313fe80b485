import type { TestProject } from 'vitest/node';
import { startCluster } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a PostgreSQL that may be filled with databases; empty where there is none. */
    readonly postgres: string;
  }
}

/** One PostgreSQL for all test files: that of `DATABASE_URL`, or one of its own. */
export default async function setup(project: TestProject): Promise<() => void> {
  const given = process.env.DATABASE_URL;
  const cluster = given === undefined || given === '' ? await startCluster() : { url: given, stop: () => undefined };
  if (!cluster)
    console.warn('PostgreSQL is not installed: its tests are skipped. Install the package postgresql to run them.');
  project.provide('postgres', cluster?.url ?? '');
  return () => cluster?.stop();
}
