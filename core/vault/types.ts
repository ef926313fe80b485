/**
 * Where secrets live. Keys are `<connector>/<connection>/<field>`, `marketplace/<url>` or `proxy/<url>`. Values never leave
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
export const marketplaceSecretKey = (url: string): string => `marketplace/${url}`;
/** Bound to the address, so that the password of one proxy is never told to another. */
export const proxySecretKey = (url: string): string => `proxy/${url}`;
