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
  /**
   * Names of the secrets, and where each is kept; `locked`: nobody can tell before the vault or the keychain is unlocked.
   * Their length is not told: that of a password is half of it.
   */
  secrets: z.array(
    z.object({
      field: z.string(),
      stored: z.enum(['keychain', 'session', 'file', 'environment', 'missing', 'locked']),
      /** When it was given or renewed, RFC 3339; absent where it was never noted. */
      changedAt: z.string().optional(),
    }),
  ),
  /** Hosts that the user granted to this connection, private and loopback ones included (policy P1). */
  allowedHosts: z.array(z.string()),
  /** What the newest `validate` that is still on record said of it. */
  lastTest: z
    .object({
      run: z.string(),
      /** RFC 3339. */
      at: z.string(),
      ok: z.boolean(),
      /** The name of the account, or why it was not let in. */
      message: z.string(),
    })
    .optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Connection = z.infer<typeof connectionSchema>;
