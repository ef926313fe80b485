import { useState } from 'react';
import type { InstallForm } from '../../../../shared/connector/install-form.ts';
import type { Failure, Result } from '../../../../shared/result.ts';
import { readyForSecrets } from '../connections/vault-store.ts';
import { firstInstall, type InstallSecrets, type InstallValues, installInput, noSecrets } from './install-form.ts';

/** What an installation is begun with. */
export type InstallInput = Extract<ReturnType<typeof installInput>, { ok: true }>['value'];

/**
 * The form of one installation in a dialog. Its secrets are forgotten once `send` took them. `waits` is false where they go out
 * at once or not at all.
 */
export function useInstall<T>(
  form: InstallForm,
  send: (input: InstallInput) => Promise<Result<T>>,
  { waits = true }: { readonly waits?: boolean } = {},
) {
  const [values, onValues] = useState<InstallValues>(() => firstInstall(form));
  const [secrets, onSecrets] = useState<InstallSecrets>(noSecrets);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (): Promise<Result<T> | undefined> => {
    const input = installInput(form, values, secrets);
    setProblem(input.ok ? null : input.error);
    // It may have to wait for the network: its secrets need a place until then.
    if (!input.ok || (waits && secrets.size > 0 && !(await readyForSecrets()))) return undefined;
    setBusy(true);
    const result = await send(input.value);
    setBusy(false);
    if (result.ok) onSecrets(noSecrets);
    else setProblem(result.error);
    return result;
  };
  return { fields: { form, values, secrets, problem, onValues, onSecrets }, problem, busy, submit };
}
