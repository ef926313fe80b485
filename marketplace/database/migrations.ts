/** Where the two databases write the same thing in other words. */
export interface DatabaseWords {
  /** A row number that only grows: lists are read from its end. */
  readonly sequence: string;
  readonly bytes: string;
  /** How a column is computed from a member of a column with JSON. */
  member(column: string, name: string): string;
  /** What stands after the parenthesis of a table. */
  readonly tail: string;
}

export const sqliteWords: DatabaseWords = {
  sequence: 'INTEGER PRIMARY KEY AUTOINCREMENT',
  bytes: 'BLOB',
  member: (column, name) => `(json_extract(${column}, '$.${name}')) VIRTUAL`,
  tail: ' STRICT',
};
export const postgresWords: DatabaseWords = {
  sequence: 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
  bytes: 'BYTEA',
  member: (column, name) => `(${column}::jsonb ->> '${name}') STORED`,
  tail: '',
};

/** Statements that make version n + 1 of version n of the database. */
export const migrations: readonly ((words: DatabaseWords) => readonly string[])[] = [
  ({ sequence, tail }) => [
    `CREATE TABLE keys (
      id TEXT PRIMARY KEY,
      hash TEXT NOT NULL UNIQUE,
      tenant TEXT NOT NULL,
      scopes TEXT NOT NULL,
      created_at TEXT NOT NULL,
      expires_at TEXT,
      revoked_at TEXT
    )${tail}`,
    `CREATE TABLE listings (
      seq ${sequence},
      id TEXT NOT NULL UNIQUE,
      tenant TEXT NOT NULL,
      name TEXT NOT NULL,
      description TEXT NOT NULL,
      kind TEXT NOT NULL,
      category TEXT,
      capabilities TEXT NOT NULL,
      status TEXT NOT NULL,
      latest_version TEXT NOT NULL,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL
    )${tail}`,
    `CREATE TABLE versions (
      seq ${sequence},
      listing TEXT NOT NULL REFERENCES listings (id),
      version TEXT NOT NULL,
      digest TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      created_at TEXT NOT NULL,
      UNIQUE (listing, version)
    )${tail}`,
    `CREATE TABLE answers (
      tenant TEXT NOT NULL,
      route TEXT NOT NULL,
      key TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      request_id TEXT NOT NULL,
      created_at TEXT NOT NULL,
      PRIMARY KEY (tenant, route, key)
    )${tail}`,
    'CREATE INDEX answers_by_age ON answers (created_at)',
  ],
  ({ sequence, bytes, member, tail }) => [
    'ALTER TABLE listings ADD COLUMN price_json TEXT',
    'ALTER TABLE listings ADD COLUMN publisher TEXT',
    "ALTER TABLE listings ADD COLUMN words TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE listings ADD COLUMN likeness TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE listings ADD COLUMN id_likeness TEXT NOT NULL DEFAULT ''",
    'ALTER TABLE listings ADD COLUMN publisher_likeness TEXT',
    'CREATE INDEX listings_by_likeness ON listings (likeness)',
    'CREATE INDEX listings_by_id_likeness ON listings (id_likeness)',
    'CREATE INDEX listings_by_category ON listings (category, seq)',
    'CREATE INDEX listings_by_publisher ON listings (publisher_likeness)',
    `CREATE TABLE listing_capabilities (
      capability TEXT NOT NULL,
      listing_seq BIGINT NOT NULL REFERENCES listings (seq),
      PRIMARY KEY (capability, listing_seq)
    )`,
    "ALTER TABLE versions ADD COLUMN manifest_json TEXT NOT NULL DEFAULT ''",
    'ALTER TABLE versions ADD COLUMN changelog TEXT',
    'ALTER TABLE versions ADD COLUMN deprecated TEXT',
    'ALTER TABLE versions ADD COLUMN deprecated_at TEXT',
    'CREATE INDEX versions_of_listing ON versions (listing, seq)',
    `CREATE TABLE archives (digest TEXT PRIMARY KEY, content ${bytes} NOT NULL)${tail}`,
    'ALTER TABLE answers ADD COLUMN body TEXT',
    "ALTER TABLE answers ADD COLUMN locked_until TEXT NOT NULL DEFAULT ''",
    `CREATE TABLE vault_keys (
      tenant TEXT PRIMARY KEY,
      wrapped_by TEXT NOT NULL,
      wrapped TEXT NOT NULL,
      created_at TEXT NOT NULL
    )${tail}`,
    `CREATE TABLE connectors (
      seq ${sequence},
      id TEXT NOT NULL UNIQUE,
      tenant TEXT NOT NULL,
      listing TEXT NOT NULL REFERENCES listings (id),
      version TEXT NOT NULL,
      name TEXT NOT NULL,
      kind TEXT NOT NULL,
      capabilities TEXT NOT NULL,
      tools_json TEXT NOT NULL,
      auth_type TEXT NOT NULL,
      auth_id TEXT NOT NULL,
      hint TEXT,
      status TEXT NOT NULL,
      reason TEXT,
      config_json TEXT NOT NULL,
      sealed TEXT,
      created_at TEXT NOT NULL,
      last_synced_at TEXT,
      tested_until TEXT NOT NULL DEFAULT '',
      UNIQUE (tenant, name)
    )${tail}`,
    'CREATE INDEX connectors_of_tenant ON connectors (tenant, seq)',
    'CREATE INDEX connectors_by_status ON connectors (tenant, status, seq)',
    'CREATE INDEX connectors_by_kind ON connectors (tenant, kind, seq)',
    'CREATE INDEX connectors_by_status_and_kind ON connectors (tenant, status, kind, seq)',
    'CREATE INDEX connectors_of_listing ON connectors (tenant, listing)',
    `CREATE TABLE connector_capabilities (
      tenant TEXT NOT NULL,
      capability TEXT NOT NULL,
      connector_seq BIGINT NOT NULL REFERENCES connectors (seq) ON DELETE CASCADE,
      PRIMARY KEY (tenant, capability, connector_seq)
    )`,
    'CREATE INDEX capabilities_of_connector ON connector_capabilities (connector_seq)',
    `CREATE TABLE authorizations (
      state_hash TEXT PRIMARY KEY,
      tenant TEXT NOT NULL,
      connector TEXT NOT NULL REFERENCES connectors (id) ON DELETE CASCADE,
      sealed TEXT NOT NULL,
      created_at TEXT NOT NULL,
      expires_at TEXT NOT NULL
    )${tail}`,
    'CREATE INDEX authorizations_of_connector ON authorizations (connector)',
    `CREATE TABLE operators (
      seq ${sequence},
      id TEXT NOT NULL UNIQUE,
      tenant TEXT NOT NULL,
      name TEXT NOT NULL,
      status TEXT NOT NULL,
      capabilities TEXT NOT NULL,
      created_at TEXT NOT NULL,
      UNIQUE (tenant, name)
    )${tail}`,
    'CREATE INDEX operators_of_tenant ON operators (tenant, seq)',
    `CREATE TABLE receipts (
      seq ${sequence},
      id TEXT NOT NULL UNIQUE,
      tenant TEXT NOT NULL,
      connector TEXT NOT NULL,
      operator TEXT,
      body_json TEXT NOT NULL,
      at TEXT NOT NULL,
      outcome TEXT GENERATED ALWAYS AS ${member('body_json', 'outcome')}
    )${tail}`,
    'CREATE INDEX receipts_of_tenant ON receipts (tenant, seq)',
    'CREATE INDEX receipts_of_connector ON receipts (tenant, connector, seq)',
    'CREATE INDEX receipts_of_operator ON receipts (tenant, operator, seq)',
    'CREATE INDEX receipts_by_outcome ON receipts (tenant, outcome, seq)',
  ],
  // Each filter of a list has an index that gives its rows in the order of the list, so that a page reads its own rows only.
  () => [
    'CREATE INDEX listings_of_tenant ON listings (tenant, seq)',
    'CREATE INDEX listings_of_publisher ON listings (publisher, seq)',
    'CREATE INDEX listings_by_kind ON listings (kind, seq)',
    'CREATE INDEX listings_by_status ON listings (status, seq)',
    'DROP INDEX listings_by_likeness',
    'DROP INDEX listings_by_id_likeness',
    'CREATE INDEX listings_by_likeness ON listings (likeness, seq)',
    'CREATE INDEX listings_by_id_likeness ON listings (id_likeness, seq)',
    'CREATE INDEX operators_by_status ON operators (tenant, status, seq)',
  ],
  ({ tail }) => [
    'ALTER TABLE listings ADD COLUMN resembles TEXT',
    'ALTER TABLE listings ADD COLUMN is_compared INTEGER NOT NULL DEFAULT 0',
    'CREATE INDEX listings_not_compared ON listings (seq) WHERE is_compared = 0',
    `CREATE TABLE neighbours (
      kind TEXT NOT NULL,
      text TEXT NOT NULL,
      listing_seq BIGINT NOT NULL REFERENCES listings (seq),
      PRIMARY KEY (kind, text, listing_seq)
    )`,
    'CREATE INDEX neighbours_of_listing ON neighbours (listing_seq, kind)',
    `CREATE TABLE allowances (
      caller TEXT NOT NULL,
      minute BIGINT NOT NULL,
      requests BIGINT NOT NULL,
      PRIMARY KEY (caller, minute)
    )`,
    `CREATE TABLE verified_publishers (
      tenant TEXT NOT NULL,
      publisher TEXT NOT NULL,
      verified_at TEXT NOT NULL,
      PRIMARY KEY (tenant, publisher)
    )${tail}`,
  ],
];
