import type { ConnectorFile } from '../../shared/connector/files.ts';
import type { ImportChoices, ImportReport } from '../../shared/import/report.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { readChoices } from './choices.ts';
import { commandsFile } from './commands-file.ts';
import { dataFile } from './data-file.ts';
import { entitiesFile } from './entities-file.ts';
import { cleanBaseUrl, manifestOf } from './manifest.ts';
import { planEntities } from './plan.ts';
import { readmeFile } from './readme.ts';
import { configFile, schemaFile, validateFile } from './small-files.ts';
import { utilityFile } from './utility-file.ts';

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
  const { report, entities, commands } = chosen.value;
  const baseUrl = baseUrlOf(report, choices);
  if (!baseUrl.ok) return baseUrl;
  const manifest = manifestOf({ report, choices, baseUrl: baseUrl.value, entities, commands });
  const plans = planEntities(report.entities, entities);
  const tables = entitiesFile(plans);
  const spec = specName(description.fileName);
  const files: ConnectorFile[] = [
    { path: 'connector.json', text: `${JSON.stringify(manifest, null, 2)}\n` },
    { path: 'functions/validate.js', text: validateFile(report, manifest.name) },
    { path: 'functions/config.js', text: configFile(plans) },
    { path: 'functions/schema.js', text: schemaFile() },
    { path: 'functions/data.js', text: dataFile(plans) },
    { path: 'functions/entities.js', text: tables.text },
    { path: 'functions/utility.js', text: utilityFile(manifest.authentication, tables.uses) },
    ...(commands.length === 0 ? [] : [{ path: 'commands.js', text: commandsFile(commands, manifest.authentication) }]),
    { path: 'README.md', text: readmeFile(manifest, { title: report.source.title, fileName: spec }) },
    { path: `spec/${spec}`, text: description.text },
  ];
  return ok(files);
}
