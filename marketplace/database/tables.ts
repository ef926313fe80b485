import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** Bytes; both drivers give a Buffer. */
type Bytes = ColumnType<Buffer, Uint8Array, Uint8Array>;

/** Tables of the marketplace, as Kysely sees them. Times are RFC 3339, UTC; names that end in `_json` hold JSON. */
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
    /** `{amount, currency, per}` in JSON; null for a listing that costs nothing (FC-58). */
    readonly price_json: string | null;
    /** Name of the publisher as people read it; null for the tenant's id. */
    readonly publisher: string | null;
    /** Name, description, category, capabilities and tags in lower case: what a search looks through. */
    readonly words: string;
    /** What its name, its id and its publisher's name look like, to tell what could be taken for something else (A118). */
    readonly likeness: string;
    readonly id_likeness: string;
    readonly publisher_likeness: string | null;
    /** The listing of another tenant that it may be taken for, as it was when this one got its name; null for none. */
    readonly resembles: Generated<string | null>;
    /** 1 once it was compared; 0 for a listing of an older server until a newer one has opened the database. */
    readonly is_compared: Generated<number>;
    readonly created_at: string;
    readonly updated_at: string;
  };
  /** What close names have in common (`neighboursOf`), to find those of a name without looking at all. */
  readonly neighbours: {
    readonly kind: 'name' | 'id' | 'publisher';
    readonly text: string;
    readonly listing_seq: number;
  };
  /** Names of publishers that were verified by whoever runs the marketplace (A118): another name is not. */
  readonly verified_publishers: {
    readonly tenant: string;
    readonly publisher: string;
    readonly verified_at: string;
  };
  /** Requests of a tenant in a minute, as the servers of one database tell each other. */
  readonly allowances: {
    readonly caller: string;
    /** Minutes since 1970. */
    readonly minute: number;
    readonly requests: number;
  };
  readonly listing_capabilities: {
    readonly capability: string;
    readonly listing_seq: number;
  };
  readonly versions: {
    readonly seq: Generated<number>;
    readonly listing: string;
    readonly version: string;
    readonly digest: string;
    readonly bytes: number;
    /** connector.json as it was published. */
    readonly manifest_json: string;
    /** What the publisher says of it; null for nothing. */
    readonly changelog: string | null;
    /** Why it should no longer be used; null for a version that may be. */
    readonly deprecated: string | null;
    readonly deprecated_at: string | null;
    readonly created_at: string;
  };
  /** Archives by what they hold; one that stands there is never written again. */
  readonly archives: {
    readonly digest: string;
    readonly content: Bytes;
  };
  /** First answers to an Idempotency-Key (FC-20…23). */
  readonly answers: {
    readonly tenant: string;
    readonly route: string;
    readonly key: string;
    /** What was asked; another body with the same key has another one. */
    readonly fingerprint: string;
    readonly request_id: string;
    /** JSON of the answer; null while the first request is under way. */
    readonly body: string | null;
    readonly created_at: string;
    /** Until when the first request is taken to be under way. */
    readonly locked_until: string;
  };
  /** Keys of the tenants' vaults, each wrapped by a key of the server. */
  readonly vault_keys: {
    readonly tenant: string;
    /** Names the key of the server that wraps it. */
    readonly wrapped_by: string;
    readonly wrapped: string;
    readonly created_at: string;
  };
  /** Installed connectors (FC-40…59). */
  readonly connectors: {
    readonly seq: Generated<number>;
    readonly id: string;
    readonly tenant: string;
    readonly listing: string;
    readonly version: string;
    readonly name: string;
    readonly kind: string;
    readonly capabilities: string;
    readonly tools_json: string;
    readonly auth_type: 'api_key' | 'oauth2' | 'basic' | 'none';
    /** Id of the authentication in the manifest. */
    readonly auth_id: string;
    readonly hint: string | null;
    readonly status: 'connected' | 'pending_auth' | 'error';
    /** Why it is in `error`; null otherwise. */
    readonly reason: string | null;
    readonly config_json: string;
    /** Credentials, as `Credentials` of connectors/credentials.ts, sealed by the tenant's key; null where there are none. */
    readonly sealed: string | null;
    readonly created_at: string;
    readonly last_synced_at: string | null;
    /** Until when a test is taken to be under way; '' where none is. */
    readonly tested_until: Generated<string>;
  };
  readonly connector_capabilities: {
    readonly tenant: string;
    readonly capability: string;
    readonly connector_seq: number;
  };
  /** OAuth 2 authorizations that were begun and not ended; `state_hash` is the SHA-256 of `state`. */
  readonly authorizations: {
    readonly state_hash: string;
    readonly tenant: string;
    readonly connector: string;
    /** What the exchange needs, sealed. */
    readonly sealed: string;
    readonly created_at: string;
    readonly expires_at: string;
  };
  readonly operators: {
    readonly seq: Generated<number>;
    readonly id: string;
    readonly tenant: string;
    readonly name: string;
    readonly status: 'active' | 'paused';
    readonly capabilities: string;
    readonly created_at: string;
  };
  /** What was done, append-only (FC-75). */
  readonly receipts: {
    readonly seq: Generated<number>;
    readonly id: string;
    readonly tenant: string;
    readonly connector: string;
    readonly operator: string | null;
    readonly body_json: string;
    readonly at: string;
    /** Read from the body. */
    readonly outcome: GeneratedAlways<string>;
  };
}
