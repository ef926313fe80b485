import type { Database } from 'better-sqlite3';

/** Says whose file it is (`PRAGMA application_id`): "CoSt". */
export const applicationId = 0x436f5374;

/**
 * One entry per version of the database; entry n makes version n + 1 of version n. Never change one that was released.
 * Contents of files are kept once by their SHA-256; a revision is a list of paths with the contents they had.
 */
const migrations: readonly string[] = [
  `
  PRAGMA application_id = ${applicationId};
  CREATE TABLE connectors (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    description TEXT NOT NULL,
    entities INTEGER NOT NULL,
    commands INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE blobs (sha256 TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT;
  CREATE TABLE revisions (
    connector TEXT NOT NULL REFERENCES connectors (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    message TEXT NOT NULL,
    changed TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (connector, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE revision_files (
    connector TEXT NOT NULL,
    number INTEGER NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES blobs (sha256),
    PRIMARY KEY (connector, number, path),
    FOREIGN KEY (connector, number) REFERENCES revisions (connector, number) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX revision_files_by_blob ON revision_files (sha256);
  CREATE TABLE connections (
    id TEXT PRIMARY KEY,
    connector TEXT NOT NULL REFERENCES connectors (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    auth TEXT NOT NULL,
    fields TEXT NOT NULL,
    secret_fields TEXT NOT NULL,
    allowed_hosts TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (connector, name)
  ) STRICT;
  CREATE TABLE runs (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    connector TEXT NOT NULL REFERENCES connectors (id) ON DELETE CASCADE,
    revision INTEGER,
    target TEXT NOT NULL,
    connection TEXT,
    input TEXT NOT NULL,
    outcome TEXT,
    started_at TEXT NOT NULL,
    duration_ms REAL,
    pages INTEGER NOT NULL,
    logs_dropped INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX runs_by_connector ON runs (connector, seq);
  CREATE TABLE exchanges (
    id TEXT PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    request_body TEXT,
    response_body TEXT,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX exchanges_by_run ON exchanges (run, seq);
  CREATE TABLE bodies (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, bytes INTEGER NOT NULL) STRICT;
  CREATE TABLE body_total (one INTEGER PRIMARY KEY CHECK (one = 1), bytes INTEGER NOT NULL) STRICT;
  INSERT INTO body_total VALUES (1, 0);
  CREATE TRIGGER body_added AFTER INSERT ON bodies BEGIN UPDATE body_total SET bytes = bytes + NEW.bytes; END;
  CREATE TRIGGER body_removed AFTER DELETE ON bodies BEGIN UPDATE body_total SET bytes = bytes - OLD.bytes; END;
  CREATE TABLE marketplaces (url TEXT PRIMARY KEY, used INTEGER NOT NULL) STRICT;
  `,
  // What the generator made for a revision: the common ancestor when a newer description is merged. The files of an import
  // are the ones that were generated.
  `
  CREATE TABLE generations (
    connector TEXT NOT NULL,
    number INTEGER NOT NULL,
    reviewed TEXT NOT NULL,
    PRIMARY KEY (connector, number),
    FOREIGN KEY (connector, number) REFERENCES revisions (connector, number) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE generated_files (
    connector TEXT NOT NULL,
    number INTEGER NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES blobs (sha256),
    PRIMARY KEY (connector, number, path),
    FOREIGN KEY (connector, number) REFERENCES generations (connector, number) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX generated_files_by_blob ON generated_files (sha256);
  INSERT INTO generations (connector, number, reviewed)
    SELECT connector, number, '[]' FROM revisions WHERE number = 1 AND message LIKE 'Imported from %';
  INSERT INTO generated_files (connector, number, path, sha256)
    SELECT connector, number, path, sha256 FROM revision_files JOIN generations USING (connector, number);
  `,
  // Where the answers of a run came from.
  `ALTER TABLE runs ADD COLUMN mode TEXT NOT NULL DEFAULT 'live';`,
  // Small bodies stand in the database: one file for each would cost more than everything else about an exchange.
  `ALTER TABLE bodies ADD COLUMN content BLOB;`,
  // Settings of the studio, each a JSON text.
  `CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  // What the window remembers; unsaved text, of each window for itself; names given to revisions.
  `
  CREATE TABLE interface (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE drafts (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    window TEXT NOT NULL,
    connector TEXT NOT NULL REFERENCES connectors (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    content BLOB NOT NULL,
    base_revision INTEGER NOT NULL,
    base_sha256 TEXT,
    UNIQUE (window, connector, path)
  ) STRICT;
  ALTER TABLE revisions ADD COLUMN label TEXT;
  `,
  // How a run was told to go, so that it can be run again.
  `ALTER TABLE runs ADD COLUMN options TEXT;`,
  // What was published where, so that the next version is measured against it; the newest note has the highest number.
  `
  CREATE TABLE published (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    connector TEXT NOT NULL REFERENCES connectors (id) ON DELETE CASCADE,
    marketplace TEXT NOT NULL,
    version TEXT NOT NULL,
    digest TEXT NOT NULL,
    revision INTEGER NOT NULL,
    at TEXT NOT NULL,
    manifest TEXT NOT NULL,
    UNIQUE (connector, marketplace, version)
  ) STRICT;
  `,
  // Tenants, each with the place of its key in the vault; a key that was kept until now is that of a first one. What goes to a
  // marketplace is written down before it is sent. What a fork came from is kept whole: it is the base of the next merge.
  `
  CREATE TABLE tenants (
    id TEXT PRIMARY KEY,
    marketplace TEXT NOT NULL REFERENCES marketplaces (url) ON DELETE CASCADE,
    name TEXT NOT NULL,
    secret TEXT NOT NULL,
    UNIQUE (marketplace, name)
  ) STRICT;
  INSERT INTO tenants (id, marketplace, name, secret)
    SELECT 'ten_' || lower(hex(randomblob(9))), url, 'default', 'marketplace/' || url FROM marketplaces;
  CREATE TABLE publications (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    record TEXT NOT NULL,
    archive BLOB
  ) STRICT;
  CREATE TABLE origins (
    connector TEXT PRIMARY KEY REFERENCES connectors (id) ON DELETE CASCADE,
    marketplace TEXT NOT NULL,
    listing TEXT NOT NULL,
    version TEXT NOT NULL,
    digest TEXT NOT NULL,
    at TEXT NOT NULL,
    archive BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
];

/** Version of the database that this studio writes. */
export const newestVersion = migrations.length;

/** Version of a database; 0 for one that was never begun. */
export const versionOf = (db: Database): number => Number(db.pragma('user_version', { simple: true }));

/** Brings a database up to date (or to version `to`), one transaction per version; another program may be doing the same. */
export function migrate(db: Database, to: number = newestVersion): void {
  for (const [version, sql] of migrations.slice(0, to).entries()) {
    db.transaction(() => {
      if (versionOf(db) !== version) return;
      db.exec(sql);
      db.pragma(`user_version = ${version + 1}`);
    }).immediate();
  }
}
