import { useState } from 'react';
import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import type { Failure } from '../../../../shared/result.ts';
import type { Connection } from '../../../../shared/run/connection.ts';
import { connectionTexts as t } from '../../texts/connections.ts';
import { changeForm } from '../run/store.ts';
import { connectionInput, type FormField, type FormValues, firstValues, formFields, isChanged } from './form.ts';
import { connectionsOf, saveConnection, useConnections } from './store.ts';
import { readyForSecrets } from './vault-store.ts';

/** A connector whose manifest can be read. */
export interface Described {
  readonly detail: ConnectorDetail;
  readonly manifest: NonNullable<ConnectorDetail['manifest']>;
}

/** What the form of a connection works with. */
export interface ConnectionForm {
  readonly values: FormValues;
  readonly fields: readonly FormField[];
  /** The connection as it is saved; undefined for a new one. */
  readonly connection: Connection | undefined;
  readonly problem: Failure | null;
  readonly busy: boolean;
  /** Whether something is not saved. */
  readonly changed: boolean;
  change(part: Partial<FormValues>): void;
  /** Saves what stands in the form, or tells what is wrong with it; the connection where it is saved. */
  save(): Promise<Connection | undefined>;
}

const nameOfField = (failure: Failure): Failure =>
  typeof failure.details?.field === 'string' ? { ...failure, code: failure.details.field } : failure;

/** The state of the form of a connection: `name` is the one to change, `like` one to begin with. */
export function useConnectionForm({ detail, manifest }: Described, name?: string, like?: Connection): ConnectionForm {
  const known = connectionsOf(useConnections(), detail.id);
  const [id, setId] = useState(() => known.find((one) => one.name === name)?.id);
  const connection = known.find((one) => one.id === id);
  const [first, setFirst] = useState(() =>
    firstValues(manifest, connection ?? like, connection?.name ?? like?.name ?? (known.length === 0 ? 'main' : '')),
  );
  const [values, setValues] = useState(first);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const fields = formFields(manifest, values.auth);
  const changed = like !== undefined || isChanged(values, first);

  const save = async (): Promise<Connection | undefined> => {
    if (connection !== undefined && !changed) return connection;
    const held = new Set((connection?.secrets ?? []).filter((one) => one.stored !== 'missing').map((one) => one.field));
    const input = connectionInput(detail.id, fields, values, held);
    if (!input.ok) return void setProblem(input.error);
    if (known.some((one) => one.id !== id && one.name === input.value.name))
      return void setProblem({ kind: 'input', code: 'name', message: t.form.nameTaken });
    const givesSecret = Object.values(input.value.secrets).some((secret) => secret !== '');
    if (givesSecret && !(await readyForSecrets())) return undefined;
    setBusy(true);
    const result = await saveConnection(input.value, connection?.name);
    setBusy(false);
    if (!result.ok) return void setProblem(nameOfField(result.error));
    setProblem(null);
    setId(result.value.id);
    const saved = firstValues(manifest, result.value);
    setFirst(saved);
    setValues(saved);
    changeForm(detail.id, { connection: result.value.name });
    return result.value;
  };

  return {
    values,
    fields,
    connection,
    problem,
    busy,
    changed,
    change: (part) => {
      // What was said of the text before is no longer true of this one.
      setProblem(null);
      setValues((now) => ({ ...now, ...part }));
    },
    save,
  };
}
