import { oc } from '@orpc/contract';
import { z } from 'zod';
import { vaultStateSchema } from '../vault.ts';

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

export const appContract = { info: oc.output(appInfoSchema) };
