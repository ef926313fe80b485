/**
 * Where secrets live. Keys are `<connector>/<connection>/<field>`,
 * `marketplace/<url>#<tenant>` (`marketplace/<url>` of the first ones), `publication/<id>/<stage>` or `proxy/<url>`. Values never leave
 * the core but to the guest function of their own connector and, over the wire, to the hosts of their own connection.
 */
export interface SecretStore {
  readonly kind: 'keychain' | 'session' | 'file';
  /** Why there is no keychain, one sentence for the status bar; absent with one. */
  readonly reason?: string | undefined;
  get(key: string): Promise<string | null>;
  set(key: string, secret: string): Promise<void>;
  delete(key: string): Promise<boolean>;
}

export const connectionSecretKey = (connector: string, connection: string, field: string): string =>
  `${connector}/${connection}/${field}`;
/** Id of the connection that a key belongs to; undefined for a key of another kind. */
export const connectionOfKey = (key: string): string | undefined => /^[^/]+\/(con_[^/]+)\//.exec(key)?.[1];
/** Of the key of a tenant; the workspace knows the whole. */
export const isMarketplaceKey = (key: string): boolean => key.startsWith('marketplace/');
/** Of credentials that wait to be sent with a publication. */
export const publicationOfKey = (key: string): string | undefined => /^publication\/(pub_[^/]+)\//.exec(key)?.[1];
/** Bound to the address, so that the password of one proxy is never told to another. */
export const proxySecretKey = (url: string): string => `proxy/${url}`;
