/** The part of a connector's types that is the same for all: what each function is given and gives back (FB-10…FB-62). */
export const contract = `/** A table or filter in the result of config. */
export interface Choice {
  id: string;
  name?: string;
  [more: string]: any;
}

/** A field in the result of schema. */
export interface SchemaField {
  name: string;
  type?: 'id' | 'text' | 'number' | 'date' | 'array[text]' | (string & {});
  subType?: string;
  options?: { name: string; [more: string]: any }[];
  relation?: { cardinality: string; name: string; targetName: string; targetType: string; targetFieldId: string };
  [more: string]: any;
}

type Eventually<Value> = Value | Promise<Value>;

/** What each function is given and gives back. */
export interface Functions {
  /** Proves the credentials and names the account. */
  validate(request: { id: AuthId; fields: Fields }): Eventually<{ name: string; [more: string]: any }>;
  /** The tables, and what can be set for them. */
  config(request: { account: Account }): Eventually<{ types: Choice[]; filters?: Choice[]; [more: string]: any }>;
  /** The fields of the chosen tables. */
  schema(request: {
    account: Account;
    types: Entity[];
    filter: Filter;
  }): Eventually<Record<string, Record<string, SchemaField>>>;
  /** One page of a table; \`nextPageConfig\` comes back unchanged as \`pagination\` of the next call. */
  data(request: {
    requestedType: Entity;
    types: Entity[];
    filter: Filter;
    account: Account;
    /** The \`nextPageConfig\` of the page before; absent for the first page. */
    pagination?: any;
    /** RFC 3339; absent in a full synchronization. */
    lastSynchronizedAt?: string;
  }): Eventually<{
    items: Item[];
    pagination?: { hasNext: boolean; nextPageConfig?: any };
    synchronizationType?: 'full' | 'delta';
  }>;
  /** The choices of a filter. */
  datalist(request: {
    account: Account;
    types: Entity[];
    field: string;
    dependsOn: Filter;
  }): Eventually<{ items: { title: string; value: any; [more: string]: any }[]; [more: string]: any }>;
  /** A file, its body in base64. */
  resource(request: {
    account: Account;
    types: Entity[];
    filter: Filter;
    params: Record<string, any>;
  }): Eventually<{ contentType: string; body: any; [more: string]: any }>;
}

/** What a function is given that takes an account, beside whatever else. */
export interface WithAccount {
  account: AnyAccount;
  [more: string]: any;
}
`;
