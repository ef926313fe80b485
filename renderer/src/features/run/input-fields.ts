import { authFields } from '../../../../shared/connector/authentication.ts';
import type { Command, Manifest } from '../../../../shared/connector/manifest.ts';
import { runTexts as texts } from '../../texts/run.ts';
import { commandOf } from './form.ts';

/** What a field of the input takes. `moment` is a date or a time in the spelling of ISO 8601. */
export type FieldKind =
  | 'text'
  /** Id of a filter of `config`. */
  | 'filter'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'moment'
  | 'object'
  | 'array'
  | 'json';

/** One field of the form that is made for an input. */
export interface InputField {
  /** Where its value stands in the input. */
  readonly path: readonly string[];
  readonly title: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly description?: string | undefined;
  /** Of `choice` and `choices`. */
  readonly options?: readonly string[] | undefined;
  /** What the studio takes where the field is empty, as text. */
  readonly fallback?: string | undefined;
}

/** Tells a field from the others of its form. */
export const fieldId = (field: InputField): string => field.path.join('\u0000');

const kindOfType = (type: string): FieldKind => {
  switch (type) {
    case 'number':
    case 'integer':
    case 'boolean':
    case 'object':
    case 'array':
      return type;
    case 'string':
      return 'text';
    case 'date':
    case 'datetime':
    case 'date-time':
      return 'moment';
    default:
      return 'json';
  }
};

const spelt = (value: unknown): string | undefined =>
  value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value);

function commandFields({ params, paramSchema = {} }: Command): readonly InputField[] {
  const names = [...new Set([...Object.keys(paramSchema), ...params])];
  return names.map((name): InputField => {
    const param = Object.hasOwn(paramSchema, name) ? paramSchema[name] : undefined;
    return {
      path: [name],
      title: name,
      kind: param?.enum ? 'choice' : param ? kindOfType(param.type) : 'json',
      required: param?.required === true,
      description: param?.description,
      options: param?.enum,
      fallback: spelt(param?.default),
    };
  });
}

/** The settings of an account that can be tried with other values; its secrets stay in the connection. */
function accountFields(manifest: Manifest): readonly InputField[] {
  const open = manifest.authentication.flatMap((one) => authFields(one).filter((field) => !field.secret));
  const credentials = [...new Map(open.map((field) => [field.id, field.title]))];
  const settings = Object.entries(manifest.connectionConfig).filter(([, setting]) => setting.type !== 'secret');
  return [
    ...settings.map(
      ([name, { type, title, description, default: fallback, options }]): InputField => ({
        path: ['fields', name],
        title: title ?? name,
        kind:
          type === 'number' || type === 'boolean'
            ? type
            : type === 'select'
              ? 'choice'
              : type === 'date'
                ? 'moment'
                : 'text',
        required: false,
        description,
        options,
        fallback: spelt(fallback),
      }),
    ),
    ...credentials.map(([id, title]): InputField => ({ path: ['fields', id], title, kind: 'text', required: false })),
  ];
}

const field = (name: keyof typeof texts.fields, kind: FieldKind, more: Partial<InputField> = {}): InputField => ({
  path: [name],
  title: name,
  kind,
  required: false,
  description: texts.fields[name],
  ...more,
});

/** The fields of the input of a target; none where it takes nothing, or nobody says what. */
export function inputFields(manifest: Manifest | null | undefined, target: string): readonly InputField[] {
  if (!manifest) return [];
  const tables = manifest.entities.map((entity) => entity.name);
  const types = field('types', 'choices', { options: tables, fallback: texts.allTables });
  switch (target) {
    case 'validate':
      return accountFields(manifest);
    case 'config':
      return [];
    case 'schema':
      return [types, field('filter', 'object')];
    case 'data':
      return [field('filter', 'object'), field('lastSynchronizedAt', 'moment'), field('pagination', 'json')];
    case 'datalist':
      return [field('field', 'filter', { required: true }), field('dependsOn', 'object'), types];
    case 'resource':
      return [field('params', 'object'), field('filter', 'object')];
    default: {
      const command = commandOf(manifest, target);
      return command ? commandFields(command) : [];
    }
  }
}
