import { oc } from '@orpc/contract';
import { z } from 'zod';
import { interfaceLimits } from '../limits.ts';
import { failureErrors } from './errors.ts';

const base = oc.errors(failureErrors);

/** A value under its key, as JSON text: who wrote it checks it when it is read. */
export const interfaceValueSchema = z.object({
  key: z
    .string()
    .max(interfaceLimits.keyChars)
    .regex(/^[a-z][\w.:/-]*$/i),
  json: z.string().max(interfaceLimits.valueChars),
});
export type InterfaceValue = z.infer<typeof interfaceValueSchema>;

/**
 * What the window remembers between starts: sizes, open tabs, the theme. Kept in the workspace, since the browser host
 * listens on another port each time and a page's own storage goes with its port. Never text of files, never a secret.
 */
export const interfaceContract = {
  read: base.output(z.array(interfaceValueSchema)),
  /** The last writer of a key counts. Fails with `bad_json`, and with `interface_full` where there are too many keys. */
  write: base.input(z.array(interfaceValueSchema).max(interfaceLimits.keys)).output(z.object({ written: z.number() })),
};
