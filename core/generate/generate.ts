import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { ImportChoices, ImportReport } from '../../shared/import/report.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { scrubDescription } from '../import/scrub/index.ts';
import { readChoices } from './choices.ts';
import { planCommand } from './command-plan.ts';
import { commandsFile } from './commands-file.ts';
import { configFile } from './config-file.ts';
import { credentialsCode } from './credentials-code.ts';
import { dataFile } from './data-file.ts';
import { datalistFile } from './datalist-file.ts';
import { entitiesFile } from './entities-file.ts';
import { type TablePlan, tableOf } from './fields.ts';
import { filtersOf } from './filters.ts';
import { authenticationsOf, cleanBaseUrl, manifestOf, serversOf } from './manifest.ts';
import { mocksFile } from './mocks-file.ts';
import { methodOf } from './places.ts';
import { type EntityPlan, planEntities } from './plan.ts';
import { readmeFile } from './readme.ts';
import { relationsOf } from './relations.ts';
import { resourceFile } from './resource-file.ts';
import { schemaFile } from './schema-file.ts';
import { commonOf } from './settings.ts';
import { utilityFile } from './utility-file.ts';
import { validateFile } from './validate-file.ts';

/** The base URL to use: the user's, else the description's. Input failure: `bad_base_url`. */
function baseUrlOf(report: ImportReport, choices: ImportChoices): Result<string | undefined> {
  const given = choices.baseUrl?.trim() ?? '';
  if (given === '') return ok(report.baseUrl === '' ? undefined : report.baseUrl);
  const url = cleanBaseUrl(given);
  if (url && url.username === '' && url.password === '') return ok(given.replace(/\/+$/, ''));
  return fail(
    'input',
    'bad_base_url',
    `${JSON.stringify(given.slice(0, 200))} cannot be a base URL; give one such as https://api.example.com/v1, without a user name.`,
  );
}

/** A name under which the description can be kept (A25). */
function specName(fileName: string): string {
  const base = fileName.split(/[\\/]/).at(-1) ?? '';
  const safe = base
    .replace(/[^A-Za-z0-9._ -]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[^A-Za-z0-9]+|[. ]+$/g, '')
    .slice(-100)
    .replace(/^[^A-Za-z0-9]+/, '');
  return safe === '' ? 'description.txt' : safe;
}

/** The columns of every chosen table. */
function tablesOf(plans: readonly EntityPlan[]): ReadonlyMap<EntityPlan, TablePlan> {
  const relations = relationsOf(plans);
  return new Map([...relations].map(([plan, own]): [EntityPlan, TablePlan] => [plan, tableOf(plan, own)]));
}

const optional = (path: string, text: string | undefined): readonly ConnectorFile[] =>
  text === undefined || text === '' ? [] : [{ path, text }];

/**
 * The files of a connector, from a report and the user's choices. Input failures: those of `readChoices` and `bad_base_url`.
 */
export function generateConnector(
  found: ImportReport,
  choices: ImportChoices,
  description: { readonly fileName: string; readonly text: string },
): Result<ConnectorFile[]> {
  const chosen = readChoices(found, choices);
  if (!chosen.ok) return chosen;
  const { report, entities } = chosen.value;
  const baseUrl = baseUrlOf(report, choices);
  if (!baseUrl.ok) return baseUrl;
  const authentication = authenticationsOf(report);
  const common = commonOf(report, authentication);
  const plans = planEntities(report.entities, entities, common);
  const commands = chosen.value.commands.map((command) => planCommand(command, common));
  const manifest = manifestOf({ report, choices, baseUrl: baseUrl.value, common, entities, plans, commands });
  const tables = tablesOf(plans);
  const filters = filtersOf(plans, report.entities);
  const source = entitiesFile(plans, tables, filters);
  const validate = validateFile(report, manifest.name, plans, common);
  const hasCredentials = credentialsCode(authentication, 'account').text !== undefined;
  const columns = [...tables.values()];
  const hasFiles = hasCredentials && columns.some((table) => table.fields.some((field) => field.subType === 'file'));
  const utility = utilityFile({
    authentication,
    common,
    uses: new Set([...source.uses, ...validate.uses, ...(hasFiles ? ['fileAddress', 'download'] : [])]),
    servers: serversOf(plans, []),
    postFollows: plans.some(
      ({ entity }) => methodOf(entity.operation) === 'POST' && /^(?:nextUrl|linkHeader)$/.test(entity.pagination.kind),
    ),
  });
  const spec = specName(description.fileName);
  const about = { manifest, plans, tables, filters, title: report.source.title, fileName: spec };
  return ok([
    { path: 'connector.json', text: `${JSON.stringify(manifest, null, 2)}\n` },
    { path: 'functions/validate.js', text: validate.text },
    { path: 'functions/config.js', text: configFile(filters) },
    { path: 'functions/schema.js', text: schemaFile() },
    { path: 'functions/data.js', text: dataFile(plans, columns, hasCredentials) },
    ...optional('functions/datalist.js', datalistFile(filters)),
    ...optional('functions/resource.js', hasFiles ? resourceFile() : undefined),
    { path: 'functions/entities.js', text: source.text },
    ...optional('functions/utility.js', utility),
    ...optional('commands.js', commands.length === 0 ? undefined : commandsFile(commands, authentication, common)),
    ...optional('mocks.json', mocksFile(commands)),
    { path: 'README.md', text: readmeFile(about) },
    { path: `spec/${spec}`, text: scrubDescription(description.text) },
  ]);
}
