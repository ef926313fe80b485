import type { Authentication, Manifest } from '../../shared/connector/manifest.ts';
import { commentText } from './code/literal.ts';
import type { TablePlan } from './fields.ts';
import type { Filter } from './filters.ts';
import { pagingText } from './paging-code.ts';
import type { EntityPlan } from './plan.ts';

/** What the README tells of. */
export interface ReadmeParts {
  readonly manifest: Manifest;
  readonly plans: readonly EntityPlan[];
  readonly tables: ReadonlyMap<EntityPlan, TablePlan>;
  readonly filters: readonly Filter[];
  /** Title of the description, and the name under which it is kept. */
  readonly title: string;
  readonly fileName: string;
}

/** Commands listed one by one. */
const MAX_COMMANDS = 100;

/** Foreign text for Markdown: nothing in it is a link, an image, HTML, code or a cell of its own. */
export const plain = (text: string): string =>
  commentText(text).replace(/[\\`*_{}[\]()<>#+!|~&]/g, (sign) => `\\${sign}`);

function howTo(authentication: Authentication): string {
  switch (authentication.type) {
    case 'none':
      return 'no credentials are needed';
    case 'apiKey': {
      const also = (authentication.also ?? []).map(
        (one) => ` and, together with it, the ${one.in} ${plain(one.param)}`,
      );
      return `an API key, sent as the ${authentication.in} ${plain(authentication.param)}${also.join('')}`;
    }
    case 'bearer':
      return 'a token, sent as a bearer token';
    case 'basic':
      return 'a user name and a password, which may be empty where the source knows none';
    case 'oauth2':
      return 'an OAuth 2 access token';
  }
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

function connect({ authentication, connectionConfig }: Manifest): string {
  const { baseUrl, ...settings } = connectionConfig;
  return [
    ...authentication.map((one) => `- ${plain(one.name)}: ${howTo(one)}`),
    baseUrl?.default === undefined
      ? '- Base URL: the address of the API'
      : `- Base URL: ${plain(String(baseUrl.default))} unless you give another`,
    ...Object.values(settings).map((field) => `- ${plain(field.title ?? '')}: sent with every request`),
  ].join('\n');
}

const pagingCell = ({ entity }: EntityPlan): string =>
  entity.pagination.kind === 'unproven' ? 'unproven: only the first page is read' : pagingText(entity.pagination);

function below({ entity, parent }: EntityPlan): string {
  if (parent) return `each row of ${plain(parent.label)}`;
  return entity.operation.includes('{') ? 'what the filters name' : '';
}

const tablesText = (plans: readonly EntityPlan[]): string =>
  plans.length === 0
    ? 'None.'
    : table(
        ['Table', 'Operation', 'Read for', 'Paging', 'Key'],
        plans.map((plan) => [
          plain(plan.label),
          plain(plan.entity.operation),
          below(plan),
          pagingCell(plan),
          plan.key.length === 0 ? 'what the row holds' : plan.key.map(plain).join(', '),
        ]),
      );

function changes(plans: readonly EntityPlan[], tables: ReadonlyMap<EntityPlan, TablePlan>): readonly string[] {
  const incremental = plans.filter((plan) => plan.entity.incremental !== undefined);
  if (incremental.length === 0) return ['Every sync reads all rows: the source offers no question for changes.'];
  const names = incremental.map((plan) => `${plain(plan.label)} by ${plain(plan.entity.incremental?.param ?? '')}`);
  const marks = plans.filter((plan) => tables.get(plan)?.deleted !== undefined);
  return [
    `After the first sync only changed rows are asked for: ${names.join(', ')}; six hours early, because clocks differ.`,
    marks.length === 0
      ? 'Rows that were deleted at the source go with the next full sync: the source does not mark them.'
      : `Deleted rows go at once where the source marks them: ${marks.map((plan) => plain(plan.label)).join(', ')}.`,
  ];
}

function filtersText(filters: readonly Filter[]): readonly string[] {
  if (filters.length === 0) return [];
  const rows = filters.map(({ id, title, optional, choice }) => {
    const offered = choice ? 'chosen from a list' : 'typed in';
    return `- ${plain(title)} (${plain(id)}): ${offered}, ${optional ? 'optional' : 'required'}`;
  });
  return [
    '## Filters',
    'A table below another is read for all rows of its parent unless a filter names one.',
    rows.join('\n'),
  ];
}

function commandsText({ commands }: Manifest): readonly string[] {
  const entries = Object.entries(commands);
  if (entries.length === 0) return [];
  const rows = entries.slice(0, MAX_COMMANDS).map(([name, command]) => {
    const mark = `${command.sideEffect ? '' : ', reads only'}${command.deprecated ? ', deprecated' : ''}`;
    return `- ${plain(name)}: ${plain(command.operation ?? '')}${mark}`;
  });
  const rest = entries.length - rows.length;
  return ['## Commands', [...rows, ...(rest > 0 ? [`- and ${rest} more in commands.js`] : [])].join('\n')];
}

function unproven(plans: readonly EntityPlan[], { id }: Manifest): readonly string[] {
  const paging = plans.filter((plan) => plan.entity.pagination.kind === 'unproven').map((plan) => plan.label);
  const keys = plans.filter((plan) => plan.key.length === 0).map((plan) => plan.label);
  if (paging.length === 0 && keys.length === 0) return [];
  return [
    '## Not proven',
    [
      ...(paging.length > 0
        ? [`- How these are paged, so only their first page is read: ${paging.map(plain).join(', ')}`]
        : []),
      ...(keys.length > 0 ? [`- What names a row of these: ${keys.map(plain).join(', ')}`] : []),
    ].join('\n'),
    'A look at the live source settles it:',
    `    studio probe ${plain(id)}`,
  ];
}

/** README.md of a connector: what it reads, how to connect, what can be set, and what is not proven. */
export function readmeFile({ manifest, plans, tables, filters, title, fileName }: ReadmeParts): string {
  const chosen = plans.filter((plan) => plan.chosen);
  return `${[
    `# ${plain(manifest.name)}`,
    plain(manifest.description),
    '## Connect',
    connect(manifest),
    '## Tables',
    tablesText(chosen),
    ...(chosen.length === 0 ? [] : ['## Changes', ...changes(chosen, tables)]),
    ...filtersText(filters),
    ...commandsText(manifest),
    ...unproven(chosen, manifest),
    '## Limits',
    'One call reads one page and has 30 seconds. A source that asks for patience (429) or fails (5xx) is asked again later by the host.',
    '## Source',
    `Made from ${plain(title)}, kept in spec/${plain(fileName)}.`,
  ].join('\n\n')}\n`;
}
