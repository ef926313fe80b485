import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { visibleText } from '../../lib/text.ts';
import { runTexts as texts } from '../../texts/run.ts';
import type { FilterChoice } from './filter-choices.ts';
import { FilterField } from './filter-field.tsx';
import { parseInput } from './form.ts';
import { fieldId, type InputField } from './input-fields.ts';
import { type FormText, fieldProblems, fieldText, typed, valueAt } from './input-values.ts';

interface FieldProps {
  readonly field: InputField;
  readonly text: string;
  readonly problem: string | undefined;
  readonly filters: readonly FilterChoice[];
  onText(text: string): void;
}

const booleans = [
  { value: 'true', label: texts.isTrue },
  { value: 'false', label: texts.isFalse },
];

function chosen(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/** One field: each kind has the control that takes its values. */
function Field({ field, text, problem, filters, onText }: FieldProps) {
  const common = {
    label: visibleText(field.title),
    description: field.description === undefined ? undefined : visibleText(field.description),
    error: problem,
    withAsterisk: field.required,
    placeholder: field.fallback === undefined ? '' : visibleText(field.fallback),
  };
  const { options = [] } = field;
  switch (field.kind) {
    case 'choice':
    case 'boolean':
      return (
        <Select
          {...common}
          placeholder={common.placeholder || texts.unset}
          clearable
          data={field.kind === 'boolean' ? booleans : options.map((one) => ({ value: one, label: visibleText(one) }))}
          value={text === '' ? null : text}
          onChange={(value) => onText(value ?? '')}
        />
      );
    case 'choices':
      return (
        <MultiSelect
          {...common}
          placeholder={chosen(text).length > 0 ? '' : common.placeholder}
          size="xs"
          searchable
          limit={100}
          data={options.map((one) => ({ value: one, label: visibleText(one) }))}
          value={chosen(text)}
          onChange={(values) => onText(values.length === 0 ? '' : JSON.stringify(values))}
        />
      );
    case 'filter':
      return <FilterField {...common} choices={filters} value={text} onChange={onText} />;
    case 'object':
    case 'array':
    case 'json':
      return (
        <Textarea
          {...common}
          placeholder={common.placeholder || (field.kind === 'array' ? '[]' : '{}')}
          autosize
          minRows={1}
          maxRows={8}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
          spellCheck={false}
          classNames={{ input: 'mono' }}
        />
      );
    case 'text':
    case 'number':
    case 'integer':
    case 'moment':
      return (
        <TextInput
          {...common}
          placeholder={common.placeholder || (field.kind === 'moment' ? '2026-01-22T08:30:00Z' : '')}
          inputMode={field.kind === 'number' || field.kind === 'integer' ? 'decimal' : 'text'}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
          spellCheck={false}
        />
      );
  }
}

interface InputFormProps extends FormText {
  readonly fields: readonly InputField[];
  /** What fields of kind `filter` offer. */
  readonly filters: readonly FilterChoice[];
  onChange(next: FormText): void;
}

/** The form of an input. What it shows and writes is the JSON text; a member that it has no field for stays where it is. */
export function InputForm({ fields, filters, text, drafts, onChange }: InputFormProps) {
  const input = parseInput(text);
  const problems = fieldProblems(fields, { text, drafts });
  return (
    <div className="input-form">
      {fields.map((field) => {
        const id = fieldId(field);
        const value = input.ok ? valueAt(input.value, field.path) : undefined;
        return (
          <Field
            key={id}
            field={field}
            text={drafts.get(id) ?? fieldText(field, value)}
            problem={problems.get(id)}
            filters={filters}
            onText={(raw) => onChange(typed({ text, drafts }, field, raw))}
          />
        );
      })}
    </div>
  );
}
