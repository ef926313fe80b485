import Database from 'better-sqlite3';
import fastify from 'fastify';
import { Pool } from 'pg';

/**
 * What the marketplace is compared with: bare routes that read and write the same rows, without a key, schemas, a query builder
 * or idempotency. Run as a process; argument: the place, as JSON. Prints its address.
 */

interface Row {
  readonly seq: number | string;
  readonly capabilities: string;
  readonly [column: string]: unknown;
}

interface Reader {
  page(table: 'connectors' | 'listings', limit: number): Promise<readonly Row[]>;
  add(digest: string, content: Buffer): Promise<void>;
}

function sqliteReader(directory: string): Reader {
  const database = new Database(`${directory}/marketplace.db`);
  database.pragma('synchronous = FULL');
  database.exec(
    'CREATE TABLE IF NOT EXISTS peer_archives (digest TEXT PRIMARY KEY, content BLOB NOT NULL, at TEXT NOT NULL)',
  );
  const pages = {
    connectors: database.prepare<[number], Row>('SELECT * FROM connectors ORDER BY seq DESC LIMIT ?'),
    listings: database.prepare<[number], Row>('SELECT * FROM listings ORDER BY seq DESC LIMIT ?'),
  };
  const insert = database.prepare('INSERT INTO peer_archives VALUES (?, ?, ?)');
  return {
    page: async (table, limit) => pages[table].all(limit),
    add: async (digest, content) => void insert.run(digest, content, new Date().toISOString()),
  };
}

async function postgresReader(url: string): Promise<Reader> {
  const pool = new Pool({ connectionString: url, max: 10 });
  await pool.query(
    'CREATE TABLE IF NOT EXISTS peer_archives (digest TEXT PRIMARY KEY, content BYTEA NOT NULL, at TEXT NOT NULL)',
  );
  return {
    page: async (table, limit) => (await pool.query(`SELECT * FROM ${table} ORDER BY seq DESC LIMIT $1`, [limit])).rows,
    add: async (digest, content) => {
      await pool.query('INSERT INTO peer_archives VALUES ($1, $2, $3)', [digest, content, new Date().toISOString()]);
    },
  };
}

const place: { readonly dataDirectory: string; readonly databaseUrl?: string } = JSON.parse(process.argv[2] ?? '{}');
const reader =
  place.databaseUrl === undefined ? sqliteReader(place.dataDirectory) : await postgresReader(place.databaseUrl);
const app = fastify();
app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
for (const table of ['connectors', 'listings'] as const)
  app.get(`/v1/${table}`, async () => {
    const rows = await reader.page(table, 21);
    const data = rows.slice(0, 20).map(({ seq: _, sealed: __, capabilities, ...row }) => ({
      ...{ object: table, ...row, capabilities: JSON.parse(capabilities) as unknown },
    }));
    return { object: 'list', data, has_more: rows.length > 20, next_cursor: String(rows[19]?.seq) };
  });
app.post<{ Params: { digest: string }; Body: Buffer }>('/add/:digest', async ({ params, body }, reply) => {
  await reader.add(params.digest, body);
  return reply.code(201).send({ digest: params.digest });
});
process.stdout.write(`${JSON.stringify({ url: await app.listen({ port: 0, host: '127.0.0.1' }), key: '' })}\n`);
