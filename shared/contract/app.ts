import { oc } from '@orpc/contract';
import { z } from 'zod';
import { vaultStateSchema } from '../vault.ts';
import { failureErrors } from './errors.ts';

export const appInfoSchema = z.object({
  version: z.string(),
  host: z.enum(['electron', 'browser']),
  platform: z.string(),
  node: z.string(),
  sqlite: z.string(),
  /** Folder of the workspace. */
  workspace: z.string(),
  vault: vaultStateSchema,
});
export type AppInfo = z.infer<typeof appInfoSchema>;

/** A running demo API: what a new user needs to import its description and to connect. */
export const demoSchema = z.object({
  url: z.string(),
  /** Opens this API and nothing else: it serves made-up rows of this machine. */
  key: z.string(),
  /** Address of its description. */
  description: z.string(),
});
export type Demo = z.infer<typeof demoSchema>;

export const appContract = {
  info: oc.output(appInfoSchema),
  /**
   * Starts the built-in demo API on 127.0.0.1, or gives the one that runs; it ends with the host. Imports nothing and grants
   * nothing. Fails with `no_demo` where this host has none.
   */
  startDemo: oc.errors(failureErrors).output(demoSchema),
};
