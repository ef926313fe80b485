import { NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { visibleText } from '../../lib/text.ts';
import { connectionTexts as t } from '../../texts/connections.ts';
import type { FormField } from './form.ts';

interface ConnectionInputProps {
  readonly field: FormField;
  readonly value: string;
  readonly error: string | undefined;
  onChange(text: string): void;
}

/** The input that fits a field of a connection that is not secret. */
export function ConnectionInput({ field, value, error, onChange }: ConnectionInputProps) {
  const placeholder = visibleText(field.placeholder);
  const common = {
    label: visibleText(field.title),
    description: visibleText(field.description) || undefined,
    error,
    value,
    placeholder,
  };
  switch (field.kind) {
    case 'boolean':
      return (
        <Switch
          label={common.label}
          description={common.description}
          error={error}
          checked={(value || field.placeholder) === 'true'}
          onChange={(event) => onChange(String(event.currentTarget.checked))}
        />
      );
    case 'select':
      return (
        <Select
          {...common}
          value={value || null}
          required={field.required}
          data={field.options.map((option) => ({ value: option, label: visibleText(option) }))}
          clearable
          onChange={(choice) => onChange(choice ?? '')}
        />
      );
    case 'raw':
      return (
        <Textarea
          {...common}
          required={field.required}
          autosize
          minRows={2}
          maxRows={8}
          classNames={{ input: 'mono' }}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...common}
          size="xs"
          required={field.required}
          hideControls
          onChange={(number) => onChange(String(number))}
        />
      );
    case 'date':
      return (
        <TextInput
          {...common}
          description={common.description ?? (placeholder === '' ? undefined : t.form.defaultIs(placeholder))}
          required={field.required}
          type="date"
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'secret':
    case 'string':
      return (
        <TextInput {...common} required={field.required} onChange={(event) => onChange(event.currentTarget.value)} />
      );
  }
}
