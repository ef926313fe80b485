import { z } from 'zod';

/** One account of a source. Secrets live in the vault; here stands only which of them are set. */
export const connectionSchema = z.object({
  id: z.string(),
  connector: z.string(),
  /** Unique within the connector. */
  name: z.string(),
  /** Id of one of the manifest's authentications. */
  auth: z.string(),
  /** Settings that are not secret. */
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Names of the secrets, and where each is kept. */
  secrets: z.array(z.object({ field: z.string(), stored: z.enum(['keychain', 'session', 'environment', 'missing']) })),
  /** Hosts that the user granted to this connection, private and loopback ones included (policy P1). */
  allowedHosts: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** State of the secret store, shown in the status bar. */
export const vaultStateSchema = z.object({
  kind: z.enum(['keychain', 'session']),
  /** Why there is no keychain, one sentence; absent with one. */
  reason: z.string().optional(),
});
export type VaultState = z.infer<typeof vaultStateSchema>;
