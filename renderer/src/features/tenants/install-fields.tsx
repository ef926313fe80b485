import { Select, TextInput } from '@mantine/core';
import type { InstallForm } from '../../../../shared/connector/install-form.ts';
import { marketplaceLimits } from '../../../../shared/limits.ts';
import type { Failure } from '../../../../shared/result.ts';
import { visibleText } from '../../lib/text.ts';
import { installTexts as texts } from '../../texts/tenants.ts';
import { ConnectionInput } from '../connections/connection-input.tsx';
import { SecretInput } from '../connections/secret-input.tsx';
import { type InstallSecrets, type InstallValues, installFields } from './install-form.ts';

interface InstallFieldsProps {
  readonly form: InstallForm;
  readonly values: InstallValues;
  readonly secrets: InstallSecrets;
  /** What is wrong with a field, whose id is the code. */
  readonly problem: Failure | null;
  /** Leaves the name out: the instance has one. */
  readonly unnamed?: boolean;
  onValues(values: InstallValues): void;
  onSecrets(secrets: InstallSecrets): void;
}

/** Asks for what an installation needs: its label, its account, its settings. */
export function InstallFields(props: InstallFieldsProps) {
  const { form, values, secrets, problem, unnamed = false, onValues, onSecrets } = props;
  const way = form.auth.find((one) => one.type === values.auth);
  const fields = installFields(form, values.auth);
  return (
    <div className="install-fields">
      {unnamed ? null : (
        <TextInput
          label={texts.name}
          description={texts.nameHint}
          maxLength={marketplaceLimits.connectorNameChars}
          value={values.name}
          onChange={(event) => onValues({ ...values, name: event.currentTarget.value })}
        />
      )}
      {form.auth.length > 1 ? (
        <Select
          label={texts.auth}
          description={way?.description === undefined ? undefined : visibleText(way.description)}
          data={form.auth.map(({ type, name }) => ({
            value: type,
            label: texts.asks(visibleText(name), texts.authTypes[type]),
          }))}
          value={values.auth}
          onChange={(type) => {
            const chosen = form.auth.find((one) => one.type === type);
            if (chosen !== undefined) onValues({ ...values, auth: chosen.type });
          }}
        />
      ) : null}
      {fields.map((field) => {
        const error = problem?.code === field.id ? visibleText(problem.message) : undefined;
        const common = { field, error, key: `${values.auth} ${field.id}` };
        const { key, ...rest } = common;
        return field.kind === 'secret' ? (
          <SecretInput
            key={key}
            {...rest}
            value={secrets.get(field.id) ?? ''}
            secret={undefined}
            cleared={false}
            onChange={(text) => onSecrets(new Map(secrets).set(field.id, text))}
            onClear={() => undefined}
          />
        ) : (
          <ConnectionInput
            key={key}
            {...rest}
            value={values.texts.get(field.id) ?? ''}
            onChange={(text) => onValues({ ...values, texts: new Map(values.texts).set(field.id, text) })}
          />
        );
      })}
      {fields.length === 0 ? <p className="dim install-note">{texts.needsNoAccount}</p> : null}
    </div>
  );
}
