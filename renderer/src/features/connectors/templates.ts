import { twinPath } from '../../../../shared/connector/files.ts';
import { functionNames } from '../../../../shared/connector/names.ts';

/** Languages of a script. */
export type ScriptLanguage = 'js' | 'ts';

/** What a new file can be made from. `name` is null where the person chooses it. */
export interface Template {
  readonly id: string;
  readonly folder: string;
  readonly name: string | null;
  /** A script, which may be written in TypeScript. */
  readonly script: boolean;
  text(language: ScriptLanguage): string;
}

const typed = (language: ScriptLanguage, type: string): string => (language === 'ts' ? `: ${type}` : '');

const functions: Readonly<Record<(typeof functionNames)[number], (language: ScriptLanguage) => string>> = {
  validate: (l) =>
    `/** Checks the credentials of a connection; \`name\` is what the account is called. */\nexport async function validate({ id, fields }${typed(l, '{ id: string; fields: Record<string, unknown> }')}) {\n  return { name: 'Account' };\n}\n`,
  config: (l) =>
    `/** The tables there are, and the filters a person may set. */\nexport async function config({ account }${typed(l, '{ account: unknown }')}) {\n  return { types: [], filters: [] };\n}\n`,
  schema: (l) =>
    `/** The fields of each table. */\nexport async function schema({ account, types }${typed(l, '{ account: unknown; types: string[] }')}) {\n  return {};\n}\n`,
  data: (l) =>
    `/** One page of one table. */\nexport async function data({ requestedType, account, filter, pagination }${typed(l, '{ requestedType: string; account: unknown; filter: unknown; pagination?: unknown }')}) {\n  return { items: [], pagination: { hasNext: false } };\n}\n`,
  datalist: (l) =>
    `/** The choices of a filter. */\nexport async function datalist({ account, field, dependsOn }${typed(l, '{ account: unknown; field: string; dependsOn: unknown }')}) {\n  return { items: [] };\n}\n`,
  resource: (l) =>
    `/** A file of the source, read with the credentials of the account. */\nexport async function resource({ account, params }${typed(l, '{ account: unknown; params: { url: string } }')}) {\n  const response = await http.get(params.url);\n  return { contentType: response.headers['content-type'] ?? 'application/octet-stream', body: '' };\n}\n`,
};

const fixed = (name: string, text: string): Template => ({
  id: name,
  folder: '',
  name,
  script: false,
  text: () => text,
});

const all: readonly Template[] = [
  ...functionNames.map((name) => ({ id: name, folder: 'functions/', name, script: true, text: functions[name] })),
  {
    id: 'utility',
    folder: 'functions/',
    name: 'utility',
    script: true,
    text: (l) =>
      `/** What several functions need. */\nexport function helper(value${typed(l, 'unknown')}) {\n  return value;\n}\n`,
  },
  {
    id: 'commands',
    folder: '',
    name: 'commands',
    script: true,
    text: () => '/** One top-level function for each command of connector.json. */\n',
  },
  fixed('mocks.json', '{}\n'),
  fixed('README.md', '# Connector\n'),
  { id: 'module', folder: 'functions/', name: null, script: true, text: () => 'export {};\n' },
];

/** The path that a template gives. */
export const templatePath = ({ folder, name, script }: Template, typedName: string, language: ScriptLanguage): string =>
  `${folder}${name ?? typedName}${script ? `.${language}` : ''}`;

/** The templates of files that a connector does not have yet; a script counts in either language. */
export function missingTemplates(paths: readonly string[]): readonly Template[] {
  const there = new Set(paths);
  return all.filter((template) => {
    if (template.name === null) return true;
    const path = templatePath(template, '', 'js');
    return !there.has(path) && !there.has(twinPath(path));
  });
}
