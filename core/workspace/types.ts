import type { ConnectorFile, FileChange } from '../../shared/connector/files.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';
import type {
  ConnectorDetail,
  ConnectorSummary,
  Revision,
  RevisionDiff,
  RevisionPair,
} from '../../shared/contract/connectors.ts';
import type { Draft, KeptDraft } from '../../shared/contract/drafts.ts';
import type { Origin } from '../../shared/contract/gallery.ts';
import type { InterfaceValue } from '../../shared/contract/interface.ts';
import type { Reviewed } from '../../shared/import/reviewed.ts';
import type { Failure, Result } from '../../shared/result.ts';
import type { Exchange } from '../../shared/run/exchange.ts';
import type { Finding } from '../../shared/run/finding.ts';
import type { LogLine, Outcome, RunDetail, RunRecord } from '../../shared/run/run.ts';
import type { Settings } from '../../shared/settings.ts';
import type { VaultNote } from '../../shared/vault.ts';
import type { StoredPublication } from './publication-record.ts';

/** Reading many never fails as a whole: one bad record is an error beside the good ones. */
export interface Many<T> {
  readonly data: readonly T[];
  readonly errors: readonly Failure[];
}

/** What the generator made for a revision, before any edit: the common ancestor of a later merge. */
export interface Generated {
  readonly files: readonly ConnectorFile[];
  /** Values that it was made with although the description says others. */
  readonly reviewed: readonly Reviewed[];
}

/** How a whole set of files becomes the newest revision. */
export interface ReplaceOptions {
  /** Revision that it was made on: `stale_revision` where that is not the newest. */
  readonly baseRevision?: number;
  /** What was generated for it; kept even where no file differs. */
  readonly generated?: Generated;
}

export interface ConnectorStore {
  list(): Many<ConnectorSummary>;
  /** Fails with `unknown_connector` (input), naming the ids there are. */
  get(id: string): Result<ConnectorDetail>;
  /** All files of a revision (default: the newest). */
  files(id: string, revision?: number): Result<{ readonly revision: number; readonly files: readonly ConnectorFile[] }>;
  /** A file of a revision (default: the newest). */
  readFile(
    id: string,
    path: string,
    revision?: number,
  ): Result<{ readonly revision: number; readonly path: string; readonly text: string }>;
  /** Makes a connector from a full set of files; its id is the manifest's. Fails with `id_taken`, `bad_manifest`, `bad_path`, `missing_function` (FB-81). */
  create(
    files: readonly ConnectorFile[],
    message: string,
    generated?: Generated,
  ): Result<{ readonly id: string; readonly revision: number }>;
  /**
   * Saves changed files on top of `baseRevision` as a new revision; a text of null takes a file away, which connector.json
   * refuses (`manifest_needed`). Fails with `stale_revision` where that is not the
   * newest. A connector.json that does not parse is kept all the same: nothing typed is lost; `get` reports the problem.
   * Fails where connector.json parses and carries another id. Gives the old number where nothing differs.
   */
  save(
    id: string,
    baseRevision: number,
    changes: readonly FileChange[],
    message: string,
  ): Result<{ readonly revision: number; readonly changed: boolean }>;
  /** What was generated last from the description that a revision keeps; undefined where it was not generated here. */
  generated(id: string, revision: number): Result<Generated | undefined>;
  /** Makes the whole set of files the newest revision, or none where nothing differs (`studio open`, a merge). */
  replace(
    id: string,
    files: readonly ConnectorFile[],
    message: string,
    options?: ReplaceOptions,
  ): Result<{ readonly revision: number; readonly changed: boolean }>;
  /** Newest first. */
  revisions(id: string): Result<readonly Revision[]>;
  /** What differs between revisions, file by file. Fails with `unknown_revision`. */
  compare(id: string, pairs: readonly RevisionPair[]): Result<readonly RevisionDiff[]>;
  /** Names a revision; '' takes the name away. Fails with `unknown_revision`. */
  label(id: string, revision: number, label: string): Result<void>;
  /** Removes the connector with its revisions, connections and runs; false where there was none. */
  remove(id: string): boolean;
}

/** A connection as stored: never a secret, only where each secret is to be found. */
export interface StoredConnection {
  readonly id: string;
  readonly connector: string;
  readonly name: string;
  readonly auth: string;
  readonly fields: Readonly<Record<string, string | number | boolean>>;
  readonly secretFields: readonly {
    readonly field: string;
    /** Environment variable it was given by; read again where the vault is session-only. */
    readonly variable?: string;
    /** When it was given or renewed, RFC 3339. */
    readonly changedAt?: string;
  }[];
  readonly allowedHosts: readonly string[];
  readonly createdAt: string;
  /** When a person changed it last, or logged in for it. */
  readonly updatedAt: string;
}

export interface ConnectionStore {
  list(connector: string): readonly StoredConnection[];
  get(connector: string, name: string): StoredConnection | undefined;
  /** Makes it, or changes the one of that name (the id and createdAt stay). */
  save(connection: Omit<StoredConnection, 'id' | 'createdAt' | 'updatedAt'>): StoredConnection;
  /** Stores fields and secret fields that the studio changed by itself, such as those of a new token: `updatedAt` is a person's. */
  note(connection: StoredConnection): void;
  /** Gives it another name; its runs go with it. Throws `WorkspaceError` with `name_taken` where another has that name. */
  rename(connection: StoredConnection, name: string): void;
  remove(connector: string, name: string): boolean;
}

export interface RunEnd {
  readonly outcome: Outcome;
  readonly durationMs: number;
  /** JSON value; null unless the outcome is ok. */
  readonly result: unknown;
  readonly logs: readonly LogLine[];
  readonly logsDropped: number;
  readonly findings: readonly Finding[];
  readonly pages: number;
}

/** A body to be kept under its id. */
export interface NewBody {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** What a run has to note at one time. */
export interface RunBatch {
  /** New ones, or what has become of known ones since. */
  readonly exchanges: readonly Exchange[];
  readonly bodies: readonly NewBody[];
}

export interface RunStore {
  /** Notes a run that starts; its outcome is null until `finish`. Makes room first: the oldest runs go. */
  begin(record: RunRecord): void;
  /** Notes exchanges and their bodies in one transaction. */
  record(batch: RunBatch): void;
  /** At most `maxBytes` of a body; undefined where it is gone (the ring was full). */
  readBody(id: string, maxBytes: number): { readonly bytes: Uint8Array; readonly totalBytes: number } | undefined;
  finish(run: string, end: RunEnd): void;
  /** Newest first; of all connectors where none is named. */
  list(connector: string | undefined, limit: number): readonly RunRecord[];
  /** Of each connection the newest live run of a target that has ended. */
  newest(connector: string, target: string): readonly RunRecord[];
  /** Fails with `unknown_run`. */
  get(run: string): Result<RunDetail>;
  /** The same without exchanges, log, findings and result; fails as `get`. */
  head(run: string): Result<RunRecord>;
  /** What the checks of a run found; none where it is not known. */
  findings(run: string): readonly Finding[];
  exchange(id: string): Exchange | undefined;
  /** The exchanges of a run in the order of sending: those with a number over `after` (default 0) and up to `last` (default: all). */
  exchanges(run: string, after?: number, last?: number): readonly Exchange[];
  /** Removes a run with its exchanges and bodies. Fails with `unknown_run`, `run_under_way`. */
  remove(run: string): Result<void>;
  /** Removes a run of this process that did not get to its end. */
  abandon(run: string): void;
  /** Removes all runs of a connector but those under way; gives their number. */
  removeAll(connector: string): number;
}

/** A version of a connector as it went to a marketplace. */
export interface PublishedNote {
  readonly connector: string;
  /** Address of the marketplace. */
  readonly marketplace: string;
  readonly version: string;
  /** `sha256:` and 64 hex digits of the archive. */
  readonly digest: string;
  /** Revision that was packed. */
  readonly revision: number;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly manifest: Manifest;
}

/** What was published from this workspace; it goes with its connector. */
export interface PublishedStore {
  /** Newest first; of all marketplaces where none is named. One that cannot be read is left out, with a warning. */
  list(connector: string, marketplace?: string): readonly PublishedNote[];
  /** Notes a version that a marketplace has taken, in place of an older note of the same version there. */
  note(note: Omit<PublishedNote, 'at'>): void;
}

export interface MarketplaceStore {
  /** URLs that were published to, last used first. */
  list(): readonly string[];
  touch(url: string): void;
  /** Forgets a marketplace with its tenants; false where there was none. */
  remove(url: string): boolean;
}

/** A tenant of a marketplace; its key is in the vault. */
export interface StoredTenant {
  /** `ten_…`. */
  readonly id: string;
  readonly marketplace: string;
  readonly name: string;
  /** Key of the vault under which its key is. */
  readonly secret: string;
}

export interface TenantStore {
  /** By marketplace and name; of all marketplaces where none is named. */
  list(marketplace?: string): readonly StoredTenant[];
  /** Fails with `unknown_tenant`. */
  get(id: string): Result<StoredTenant>;
  /** Adds a tenant, and its marketplace where that is new. Fails with `tenant_exists`, `too_many_tenants`. */
  add(marketplace: string, name: string): Result<StoredTenant>;
  /** Fails with `unknown_tenant`, `tenant_exists`. */
  rename(id: string, name: string): Result<StoredTenant>;
  remove(id: string): boolean;
}

export interface PublicationStore {
  /** Newest first. One that cannot be read is left out, with a warning. */
  list(): readonly StoredPublication[];
  /** Fails with `unknown_publication`. */
  get(id: string): Result<StoredPublication>;
  /** Writes one down with its archive; those that are over make room. Fails with `outbox_full`. */
  add(publication: StoredPublication, archive: Uint8Array | undefined): Result<void>;
  /** The archive; undefined where there is none (any more). */
  archive(id: string): Uint8Array | undefined;
  /** Changes one in a transaction of its own; `edit` gives undefined to leave it as it is. Fails with `unknown_publication`. */
  change(
    id: string,
    edit: (publication: StoredPublication) => StoredPublication | undefined,
  ): Result<StoredPublication>;
  remove(id: string): boolean;
}

/** Where a connector came from, with the archive as it came. */
export interface StoredOrigin extends Origin {
  readonly connector: string;
  readonly archive: Uint8Array;
}

export interface OriginStore {
  get(connector: string): StoredOrigin | undefined;
  /** In place of the one before. */
  set(origin: StoredOrigin): void;
}

/** The settings with what only the command line knows: the variable that the password of the proxy came from. */
export interface StoredSettings extends Settings {
  readonly proxyVariable?: string | undefined;
}

export interface SettingsStore {
  /** Those of a new workspace where none were saved, and where what is stored cannot be read (a warning says so). */
  get(): StoredSettings;
  set(settings: StoredSettings): void;
}

/** What the window remembers, each value a JSON text. */
export interface InterfaceStore {
  all(): readonly InterfaceValue[];
  /** Writes all or none. Fails with `bad_json`, `interface_full`. */
  write(values: readonly InterfaceValue[]): Result<void>;
}

/** Unsaved text; it goes with its connector. */
export interface DraftStore {
  /** Keeps all or none, but none of a connector that is gone; gives their number. Fails with `draft_too_large`, `drafts_full`. */
  save(window: string, drafts: readonly Draft[]): Result<number>;
  /** What the window has kept and, of each file that it has none of, the newest of windows that are not `open`; its own from now on. */
  claim(window: string, open: ReadonlySet<string>): readonly KeptDraft[];
  /** Forgets what is there of these; gives their number. */
  drop(window: string, places: readonly Pick<Draft, 'connector' | 'path'>[]): number;
}

/** Where the secrets of the workspace are kept, as it was chosen. */
export interface VaultNotes {
  get(): VaultNote;
  set(note: VaultNote): void;
}

/** What of a workspace runs work with: those of a connector that no workspace holds bring their own. */
export interface RunData {
  readonly connectors: Pick<ConnectorStore, 'files'>;
  readonly connections: Pick<ConnectionStore, 'list' | 'get' | 'save' | 'note'>;
  readonly runs: RunStore;
  readonly settings: Pick<SettingsStore, 'get'>;
}

/** The folder of a workspace: one SQLite database (WAL) and a folder of bodies. */
export interface Workspace {
  readonly directory: string;
  readonly connectors: ConnectorStore;
  readonly connections: ConnectionStore;
  readonly runs: RunStore;
  readonly marketplaces: MarketplaceStore;
  readonly published: PublishedStore;
  readonly tenants: TenantStore;
  readonly publications: PublicationStore;
  readonly origins: OriginStore;
  readonly settings: SettingsStore;
  readonly interface: InterfaceStore;
  readonly drafts: DraftStore;
  readonly vaultNotes: VaultNotes;
  readonly sqliteVersion: string;
  close(): void;
}
