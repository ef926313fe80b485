import { Alert, Group, Select, TextInput } from '@mantine/core';
import { oauthFlows } from '../../../../shared/connector/authentication.ts';
import { IconAlertCircle } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { connectionTexts } from '../../texts/connections.ts';
import { AuthorizePanel } from './authorize-panel.tsx';
import { ConnectionInput } from './connection-input.tsx';
import { type FormField, hostsToOffer } from './form.ts';
import { HostList } from './host-list.tsx';
import { SecretInput } from './secret-input.tsx';
import type { Described, ConnectionForm as FormState } from './use-connection-form.ts';

const t = connectionTexts.form;

/** The failure's sentence where it is about a field of the form. */
const errorOf = ({ problem }: FormState, field: string): string | undefined =>
  problem?.code === field ? visibleText(problem.message) : undefined;

function Field({ field, form }: { readonly field: FormField; readonly form: FormState }) {
  const { values, connection } = form;
  const { id } = field;
  const common = {
    field,
    value: values.texts.get(id) ?? '',
    error: errorOf(form, id),
    onChange: (text: string) => form.change({ texts: new Map(values.texts).set(id, text) }),
  };
  if (field.kind !== 'secret') return <ConnectionInput {...common} />;
  const clear = (isCleared: boolean) => {
    const cleared = new Set(values.cleared);
    if (isCleared) cleared.add(id);
    else cleared.delete(id);
    form.change({ cleared });
  };
  return (
    <SecretInput
      {...common}
      secret={connection?.secrets.find((one) => one.field === id)}
      cleared={values.cleared.has(id)}
      onClear={clear}
    />
  );
}

/** Kinds whose values are short: two of them stand side by side. */
const short: ReadonlySet<FormField['kind']> = new Set(['number', 'date', 'select', 'boolean']);

interface SectionProps {
  readonly title: string;
  readonly fields: readonly FormField[];
  readonly form: FormState;
}

function Section({ title, fields, form }: SectionProps) {
  if (fields.length === 0) return null;
  return (
    <section className="form-section" aria-label={title}>
      <h3>{title}</h3>
      <div className="form-grid">
        {fields.map((field) => (
          <div key={`${form.values.auth}/${field.id}`} className={short.has(field.kind) ? '' : 'form-wide'}>
            <Field field={field} form={form} />
          </div>
        ))}
      </div>
    </section>
  );
}

interface ConnectionFormProps extends Described {
  readonly form: FormState;
  readonly allowHost: string | undefined;
}

/** What one account is made of: its name, its credentials, the connector's settings, the hosts it may reach. */
export function ConnectionFields({ detail, manifest, form, allowHost }: ConnectionFormProps) {
  const { values, fields, connection, problem } = form;
  const authentication = manifest.authentication.find((one) => one.id === values.auth);
  const settings = fields.filter(({ id }) => Object.hasOwn(manifest.connectionConfig, id));
  const credentials = fields.filter((field) => !settings.includes(field));
  const isField = problem !== null && [...fields.map(({ id }) => id), 'name', 'hosts'].includes(problem.code);
  return (
    <div className="connection-form">
      {problem !== null && !isField ? (
        <Alert color="red" icon={<IconAlertCircle size={16} />} role="alert">
          {visibleText(problem.message)}
        </Alert>
      ) : null}
      <Group gap="sm" wrap="nowrap" align="flex-start" grow>
        <TextInput
          label={t.name}
          description={connection ? t.nameOld : t.nameNew}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          required
          value={values.name}
          onChange={(event) => form.change({ name: event.currentTarget.value })}
          error={errorOf(form, 'name')}
          data-autofocus={connection === undefined ? true : undefined}
        />
        <Select
          label={t.authentication}
          data={manifest.authentication.map((one) => ({ value: one.id, label: visibleText(one.name) }))}
          value={values.auth}
          onChange={(auth) => auth !== null && form.change({ auth })}
        />
      </Group>
      <Section title={t.credentials} fields={credentials} form={form} />
      {authentication?.type === 'oauth2' && oauthFlows(authentication).length > 0 ? (
        <AuthorizePanel
          key={authentication.id}
          authentication={authentication}
          connection={connection}
          changed={form.changed}
          save={form.save}
        />
      ) : null}
      <Section title={t.settings} fields={settings} form={form} />
      <HostList
        connector={detail.name}
        hosts={values.hosts}
        offered={hostsToOffer(manifest, values, allowHost)}
        error={errorOf(form, 'hosts')}
        onChange={(hosts) => form.change({ hosts })}
      />
    </div>
  );
}
