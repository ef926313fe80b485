import type { Generated } from 'kysely';

/** Tables of the marketplace, as Kysely sees them. Times are RFC 3339, UTC. */
export interface Tables {
  readonly keys: {
    readonly id: string;
    /** SHA-256 of the key in hex; the key itself is kept nowhere (A114). */
    readonly hash: string;
    readonly tenant: string;
    /** Scopes with a space between. */
    readonly scopes: string;
    readonly created_at: string;
    readonly expires_at: string | null;
    readonly revoked_at: string | null;
  };
  readonly listings: {
    readonly seq: Generated<number>;
    readonly id: string;
    readonly tenant: string;
    readonly name: string;
    readonly description: string;
    readonly kind: string;
    readonly category: string | null;
    /** JSON array of `noun.verb`. */
    readonly capabilities: string;
    readonly status: 'live' | 'early_access';
    readonly latest_version: string;
    readonly created_at: string;
    readonly updated_at: string;
  };
  readonly versions: {
    readonly seq: Generated<number>;
    readonly listing: string;
    readonly version: string;
    readonly digest: string;
    readonly bytes: number;
    readonly created_at: string;
  };
  /** First uses of an Idempotency-Key (FC-20…23); the answer itself is the version, which never changes. */
  readonly answers: {
    readonly tenant: string;
    readonly route: string;
    readonly key: string;
    /** What was asked; another body with the same key has another one. */
    readonly fingerprint: string;
    readonly request_id: string;
    readonly created_at: string;
  };
}

/** Statements that make version n + 1 of version n of the database. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE keys (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    tenant TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT,
    revoked_at TEXT
  ) STRICT;
  CREATE TABLE listings (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
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
  ) STRICT;
  CREATE TABLE versions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    listing TEXT NOT NULL REFERENCES listings (id),
    version TEXT NOT NULL,
    digest TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (listing, version)
  ) STRICT;
  CREATE TABLE answers (
    tenant TEXT NOT NULL,
    route TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    request_id TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (tenant, route, key)
  ) STRICT;
  CREATE INDEX answers_by_age ON answers (created_at);
  `,
];
