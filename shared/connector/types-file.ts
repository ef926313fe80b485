import { authFields } from './authentication.ts';
import type { Authentication, Command, ConnectionField, Entity, Field, Manifest } from './manifest.ts';
import { contract } from './types-contract.ts';
import { block, comment, literal, member } from './types-text.ts';

/** The module that a connector's types have in the editor: `import('@studio/connector')`. */
export const typesModule = '@studio/connector';

const any = 'any';

function settingType(field: ConnectionField): string {
  if (field.type === 'number' || field.type === 'boolean') return field.type;
  const { options = [] } = field;
  return field.type === 'select' && options.length > 0 ? options.map(literal).join(' | ') : 'string';
}

interface AccountField {
  readonly id: string;
  readonly type: string;
  readonly required: boolean;
  readonly text: string;
}

const settingsOf = (manifest: Manifest): readonly AccountField[] =>
  Object.entries(manifest.connectionConfig).map(([id, field]) => ({
    id,
    type: settingType(field),
    required: field.required === true || field.default !== undefined,
    text: [field.title, field.description].filter((text) => text !== undefined).join('. '),
  }));

/** The credentials of one authentication that guest code is given. */
const credentialsOf = (authentication: Authentication): readonly AccountField[] =>
  authFields(authentication)
    .filter((field) => field.studioOnly === undefined)
    .map(({ id, title, required }) => ({ id, type: 'string', required, text: `${title} of ${authentication.name}` }));

/** Fields by id, each once: of two of the same id the first stands. */
const distinct = (fields: readonly AccountField[]): readonly AccountField[] =>
  [...new Map(fields.toReversed().map((field) => [field.id, field])).values()].toReversed();

const fieldMember = ({ id, type, required, text }: AccountField): string =>
  member(id, type, { optional: !required, text });

/**
 * `Account` is a union with one member for each authentication: `account.auth` tells them apart. Each names the credentials
 * of the others as absent, so that completion shows them all. `AnyAccount` is what they have in common with any one that is
 * made by hand, such as `{ ...fields, auth: id }`.
 */
function accountTypes(manifest: Manifest): readonly string[] {
  const settings = settingsOf(manifest);
  const ways = manifest.authentication.map((one) => ({ id: one.id, fields: credentialsOf(one) }));
  const all = distinct([...ways.flatMap((way) => way.fields), ...settings]);
  const ids = manifest.authentication.map((one) => literal(one.id)).join(' | ');
  const account = (way: (typeof ways)[number]): string => {
    const mine = distinct([...way.fields, ...settings]);
    const others = all.filter((field) => !mine.some((one) => one.id === field.id));
    return block('', [
      member('auth', literal(way.id), { text: 'Which authentication the connection uses.' }),
      ...mine.map(fieldMember),
      ...others.map((field) =>
        member(field.id, 'never', { optional: true, text: `${field.text}; not with this one.` }),
      ),
    ]);
  };
  return [
    `/** Ids of the authentications. */\nexport type AuthId = ${ids};`,
    `/** The connection: its settings and credentials. */\nexport type Account =\n  | ${ways.map(account).join('\n  | ')};`,
    block('/** The settings and credentials of a connection that is not made yet. */\nexport interface Fields', [
      ...all.map((field) => fieldMember({ ...field, required: false })),
    ]),
    block('/** An account of whichever authentication. */\nexport interface AnyAccount extends Fields', [
      member('auth', 'AuthId | (string & {})', { text: 'Which authentication the connection uses.' }),
    ]),
  ];
}

const scalarTypes = new Map<Field['type'], string>([
  ...(['string', 'date', 'datetime'] as const).map((type): [Field['type'], string] => [type, 'string']),
  ...(['number', 'integer'] as const).map((type): [Field['type'], string] => [type, 'number']),
  ['boolean', 'boolean'],
  ['array', `${any}[]`],
]);

const rowType = (field: Field): string => {
  if (field.type === 'string' && field.enum !== undefined && field.enum.length > 0)
    return field.enum.map(literal).join(' | ');
  return scalarTypes.get(field.type) ?? any;
};

const rowText = (field: Field): string =>
  [
    field.description,
    field.format,
    field.relation === undefined ? undefined : `${field.relation.field} of ${field.relation.entity}`,
  ]
    .filter((text) => text !== undefined && text !== '')
    .join('; ');

const uniqueFields = (fields: readonly Field[]): readonly Field[] => [
  ...new Map(fields.map((field) => [field.name, field])).values(),
];

// A source may send more than its description says.
const more = `[more: string]: ${any};`;

const rowBlock = (entity: Entity): string =>
  block('', [
    ...uniqueFields(entity.fields).map((field) => member(field.name, rowType(field), { text: rowText(field) })),
    more,
  ]);

const entityTypes = (entities: readonly Entity[]): readonly string[] => [
  `/** Names of the tables: what \`requestedType\` can be. */\nexport type Entity = ${
    entities.length === 0 ? 'string' : entities.map((one) => literal(one.name)).join(' | ')
  };`,
  block(
    '/** A row of each table as the source sends it. */\nexport interface Rows',
    entities.map((one) => member(one.name, rowBlock(one), { text: `${one.title}: ${one.operation}` })),
  ),
  block('/** A row of whichever table. */\nexport interface Row', [
    ...uniqueFields(entities.flatMap((one) => one.fields)).map((field) =>
      member(field.name, any, { text: rowText(field) }),
    ),
    more,
  ]),
  block('/** A row as `data` hands it over: its fields as the schema has them. */\nexport interface Item', [
    member('id', 'string | number', { text: 'The key of the row; the same row always has the same one.' }),
    member('name', any, { text: 'The title of the row.', optional: true }),
    member('__syncAction', "'SET' | 'REMOVE' | (string & {})", {
      optional: true,
      text: 'REMOVE takes the row away; only in a delta.',
    }),
    ...uniqueFields(entities.flatMap((one) => one.fields))
      .filter((field) => !['id', 'name', '__syncAction'].includes(field.name))
      .map((field) => member(field.name, any, { optional: true })),
    more,
  ]),
];

const filterType = (filters: readonly string[]): string =>
  block('/** Values of the filters that config declares. */\nexport interface Filter', [
    ...[...new Set(filters)].map((name) => member(name, any, { optional: true })),
    more,
  ]);

function paramType(command: Command, name: string): string {
  const param = Object.hasOwn(command.paramSchema ?? {}, name) ? command.paramSchema?.[name] : undefined;
  if (param?.enum !== undefined && param.enum.length > 0) return param.enum.map(literal).join(' | ');
  if (param?.type === 'string' || param?.type === 'boolean' || param?.type === 'number') return param.type;
  return param?.type === 'integer' ? 'number' : any;
}

function commandMember(name: string, command: Command): string {
  const names = new Set([...command.params, ...Object.keys(command.paramSchema ?? {})]);
  const params = [...names].map((param) => {
    const schema = Object.hasOwn(command.paramSchema ?? {}, param) ? command.paramSchema?.[param] : undefined;
    return member(param, paramType(command, param), {
      optional: schema?.required !== true && schema?.default === undefined,
      ...(schema?.description === undefined ? {} : { text: schema.description }),
    });
  });
  return member(name, block('', params), {
    ...(command.description === undefined ? {} : { text: command.description }),
  });
}

const commandTypes = (manifest: Manifest): readonly string[] => [
  block(
    '/** The parameters of each command. */\nexport interface Commands',
    Object.entries(manifest.commands).map(([name, command]) => commandMember(name, command)),
  ),
  `/** \`floh\` in the command of that name; in a helper its parameters may be those of any command. */
export type FlohOf<Name extends string> = Omit<typeof floh, 'params' | 'config'> & {
  ${comment('The parameters of the command: a copy.')}
  params: Name extends keyof Commands ? Commands[Name] : Record<string, any>;
  ${comment('The connection: settings and credentials, a copy.')}
  config: AnyAccount;
};`,
  `/** A function of commands.js: a command returns a CommandResult, a helper what it likes. */
export type CommandOf<Name extends string> = Name extends keyof Commands ? () => CommandResult : any;`,
];

/**
 * Declarations for the code of one connector, made of its manifest and the names of the filters that its config function
 * declares: the module `@studio/connector`. Every text of the manifest stands in comments or in literals only (A16).
 */
export const connectorTypes = (manifest: Manifest, filters: readonly string[]): string =>
  [
    ...accountTypes(manifest),
    ...entityTypes(manifest.entities),
    filterType(filters),
    ...commandTypes(manifest),
    contract,
  ].join('\n\n');

/** The names of the filters in the text of a config function, as far as they stand there as they are. */
export function filterNames(text: string): readonly string[] {
  const [, filters = ''] = /\bfilters\s*:\s*([\s\S]*)$/.exec(text) ?? [];
  return [...filters.matchAll(/\bid\s*:\s*(['"])((?:(?!\1)[^\\\n])+)\1/g)].flatMap(([, , id]) => id ?? []);
}
