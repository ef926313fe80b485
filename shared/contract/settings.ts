import { oc } from '@orpc/contract';
import { z } from 'zod';
import { networkSettingsSchema, proxySettingsSchema } from '../settings.ts';
import { failureErrors } from './errors.ts';

const base = oc.errors(failureErrors);

/** The settings as they are shown: where the proxy's password is, never what it is (A98). */
export const shownSettingsSchema = z.object({
  network: networkSettingsSchema.extend({
    proxy: proxySettingsSchema
      .extend({
        /** Where its password is; `none` where it needs none. */
        password: z.enum(['keychain', 'session', 'file', 'environment', 'missing', 'locked', 'none']),
      })
      .optional(),
    authorities: z.array(
      z.object({
        name: z.string(),
        pem: z.string(),
        /** Of its first certificate. */
        subject: z.string(),
        /** RFC 3339, UTC. */
        validTo: z.string(),
      }),
    ),
  }),
  /** Environment variables that are set here and that the studio does not hear (A68). */
  ignoredVariables: z.array(z.string()),
});
export type ShownSettings = z.infer<typeof shownSettingsSchema>;

/** The whole of the settings; what is not named is not set. */
export const changeSettingsSchema = z.strictObject({
  network: networkSettingsSchema.extend({
    proxy: proxySettingsSchema
      .extend({
        /** Write-only. Absent: it keeps its value where address and user name stay; '' takes it away. */
        password: z.string().max(1_000).optional(),
      })
      .optional(),
  }),
});
export type ChangeSettings = z.infer<typeof changeSettingsSchema>;

export const settingsContract = {
  get: base.output(shownSettingsSchema),
  set: base.input(changeSettingsSchema).output(shownSettingsSchema),
};
