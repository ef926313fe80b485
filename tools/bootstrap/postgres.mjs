import { existsSync, readdirSync } from 'node:fs';
import { install } from './debian.mjs';

const folder = '/usr/lib/postgresql';

/** A PostgreSQL for the tests of the marketplace; they are skipped with a message where there is none. */
export function ensurePostgres() {
  const isThere =
    existsSync(folder) && readdirSync(folder).some((version) => existsSync(`${folder}/${version}/bin/initdb`));
  if (!isThere) install('a PostgreSQL', ['postgresql']);
}
