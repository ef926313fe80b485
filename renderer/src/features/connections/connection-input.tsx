import { PasswordInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import type { Connection } from '../../../../shared/run/connection.ts';
import { visibleText } from '../../lib/text.ts';
import { secretState } from './connection-list.tsx';
import type { FormField } from './form.ts';

interface ConnectionInputProps {
  readonly field: FormField;
  readonly value: string;
  /** Where the secret is kept; undefined for one that never was set. */
  readonly stored: Connection['secrets'][number]['stored'] | undefined;
  readonly error: string | undefined;
  onChange(text: string): void;
}

/** The input that fits a field of a connection. */
export function ConnectionInput({ field, value, stored, error, onChange }: ConnectionInputProps) {
  const common = {
    label: visibleText(field.title),
    description: visibleText(field.description) || undefined,
    error,
    value,
  };
  switch (field.kind) {
    case 'secret': {
      const held = stored !== undefined && stored !== 'missing';
      return (
        <PasswordInput
          {...common}
          required={field.required && !held}
          autoComplete="new-password"
          description={held ? `Is ${secretState(stored)}. Leave empty to keep it.` : common.description}
          placeholder={held ? '•••••••• stored' : ''}
          visibilityToggleButtonProps={{ 'aria-label': 'Show text' }}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    }
    case 'boolean':
      return (
        <Switch
          label={common.label}
          description={common.description}
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
          placeholder={field.placeholder}
          data={[...field.options]}
          clearable
          onChange={(choice) => onChange(choice ?? '')}
        />
      );
    case 'raw':
      return (
        <Textarea
          {...common}
          required={field.required}
          placeholder={field.placeholder}
          autosize
          minRows={2}
          maxRows={8}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case 'string':
    case 'number':
    case 'date':
      return (
        <TextInput
          {...common}
          required={field.required}
          type={field.kind === 'date' ? 'date' : 'text'}
          inputMode={field.kind === 'number' ? 'decimal' : 'text'}
          placeholder={field.placeholder}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}
