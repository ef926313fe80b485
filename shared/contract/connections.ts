import { oc } from '@orpc/contract';
import { z } from 'zod';
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
  /** Write-only; a secret that is not named keeps its value. */
  secrets: z.record(z.string(), z.string()),
  allowedHosts: z.array(hostPattern),
});
export type SaveConnection = z.infer<typeof saveConnectionSchema>;

export const connectionsContract = {
  list: base.input(z.object({ connector: z.string() })).output(z.array(connectionSchema)),
  save: base.input(saveConnectionSchema).output(connectionSchema),
  remove: base.input(z.object({ connector: z.string(), name: z.string() })).output(z.object({ removed: z.boolean() })),
};
