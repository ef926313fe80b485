import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { oauthFlowSchema } from '../connector/manifest.ts';
import { hostPattern } from '../connector/names.ts';
import { connectionSchema } from '../run/connection.ts';
import { failureErrors } from './errors.ts';

const base = oc.errors(failureErrors);

/** Makes a connection, or changes the one of that name. */
export const saveConnectionSchema = z.object({
  connector: z.string(),
  name: z.string().min(1).max(80),
  auth: z.string(),
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Write-only; a secret that is not named keeps its value, an empty one is removed. */
  secrets: z.record(z.string(), z.string()),
  allowedHosts: z.array(hostPattern),
});
export type SaveConnection = z.infer<typeof saveConnectionSchema>;

/** Asks for the tokens of an oauth2 connection that is there. */
export const authorizeConnectionSchema = z.object({
  connector: z.string(),
  name: z.string(),
  /** Default: the first that the connector has. */
  flow: oauthFlowSchema.optional(),
  /** Port of the redirect address on 127.0.0.1, where the source takes only one that is registered; any free one where absent. */
  port: z.number().int().min(1).max(65_535).optional(),
});

/** What happens while a connection is authorized, in order; `done` is the last. */
export const authorizeEventSchema = z.discriminatedUnion('kind', [
  /** The run that it is on record as. */
  z.object({ kind: z.literal('started'), run: z.string() }),
  /** The person is to open this address in the system's browser. It is https, or http on loopback or a granted host (A111). */
  z.object({ kind: z.literal('open'), url: z.string() }),
  /** The person is to type the code at that address, before the time (RFC 3339). */
  z.object({ kind: z.literal('code'), userCode: z.string(), verificationUrl: z.string(), expiresAt: z.string() }),
  z.object({ kind: z.literal('done'), connection: connectionSchema }),
]);
export type AuthorizeEvent = z.infer<typeof authorizeEventSchema>;

/** What `validate` says of a connection: the name of the account, or why it is not let in. */
export const connectionTestSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), run: z.string(), name: z.string() }),
  z.object({ ok: z.literal(false), run: z.string(), message: z.string() }),
]);
export type ConnectionTest = z.infer<typeof connectionTestSchema>;

export const connectionsContract = {
  list: base.input(z.object({ connector: z.string() })).output(z.array(connectionSchema)),
  save: base.input(saveConnectionSchema).output(connectionSchema),
  /** Gives a connection another name. Fails with `unknown_connection`, `name_taken`. */
  rename: base
    .input(z.object({ connector: z.string(), name: z.string(), to: z.string().trim().min(1).max(80) }))
    .output(connectionSchema),
  /** Asks the token server to take the tokens of an oauth2 connection back and forgets them; everything else of it stays. */
  signOut: base.input(z.object({ connector: z.string(), name: z.string() })).output(connectionSchema),
  /** Gets the tokens of an oauth2 connection; breaking the loop cancels it. */
  authorize: base.input(authorizeConnectionSchema).output(eventIterator(authorizeEventSchema)),
  /** Runs `validate` with a connection. */
  test: base.input(z.object({ connector: z.string(), name: z.string() })).output(connectionTestSchema),
  /** Its secrets go with it; a token server that can is asked to take its tokens back. */
  remove: base.input(z.object({ connector: z.string(), name: z.string() })).output(z.object({ removed: z.boolean() })),
};
