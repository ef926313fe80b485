import path from 'node:path';
import type { Command } from 'commander';
import { checkHar } from '../../core/exchanges/har/check.ts';
import { importHar } from '../../core/exchanges/har/import.ts';
import { faultText, parseHar } from '../../core/exchanges/har/read.ts';
import type { Studio } from '../../core/studio/index.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type CommonOptions, withCommonOptions, withOutput, withStudio } from '../context.ts';
import { readHarFile, writeHarFile } from '../har-file.ts';
import type { Output } from '../output.ts';

/** The archive cannot be used as it is: bad input. */
const NOT_VALID = 2;

async function exportRun(studio: Studio, run: string, file: string, output: Output): Promise<Result<number>> {
  const written = await writeHarFile(studio, run, file);
  if (!written.ok) return written;
  output.result({ run, file }, () => `The requests of ${run} stand in ${file}; what is secret is masked in it.`);
  return ok(0);
}

async function importFile(studio: Studio, file: string, connector: string, output: Output): Promise<Result<number>> {
  const text = await readHarFile(file);
  if (!text.ok) return text;
  const imported = await importHar(studio.workspace, { connector, fileName: path.basename(file), text: text.value });
  if (!imported.ok) return imported;
  const { run, exchanges, leftOut, missingBodies } = imported.value;
  output.result(imported.value, () =>
    [
      `${exchanges} requests of ${file} are run ${run} of ${connector}.`,
      ...(leftOut === 0 ? [] : [`${leftOut} entries are no http or https requests and were left out.`]),
      ...(missingBodies === 0 ? [] : [`The archive does not hold ${missingBodies} bodies; replaying them fails.`]),
      `studio run ${connector} TARGET --replay ${run} answers from it.`,
    ].join('\n'),
  );
  return ok(0);
}

async function checkFile(file: string, output: Output): Promise<Result<number>> {
  const text = await readHarFile(file);
  if (!text.ok) return text;
  const document = parseHar(path.basename(file), text.value);
  if (!document.ok) return document;
  const faults = checkHar(document.value);
  output.result({ file, valid: faults.length === 0, faults }, () =>
    faults.length === 0
      ? `${file} is a valid HTTP archive (HAR 1.2).`
      : [
          ...faults.map((fault) => `${fault.severity}: ${faultText(fault)}`),
          `${file} has ${faults.length} faults; those that are unreadable keep it from being taken in.`,
        ].join('\n'),
  );
  return ok(faults.length === 0 ? 0 : NOT_VALID);
}

export function registerHar(program: Command): void {
  const har = program.command('har').description('HTTP archives (HAR 1.2)');
  withCommonOptions(har.command('export'))
    .argument('<run>', 'id of a run')
    .argument('<file>', 'where to write the archive')
    .description('write the requests of a run as an archive, secrets masked')
    .action((run: string, file: string, options: CommonOptions) =>
      withStudio(options, (studio, output) => exportRun(studio, run, file, output)),
    );
  withCommonOptions(har.command('import'))
    .argument('<file>', 'an archive of a browser, a proxy or the studio')
    .requiredOption('--connector <id>', 'connector that the recording is kept with')
    .description('take an archive in as a recording that can be inspected and replayed')
    .action((file: string, options: CommonOptions & { readonly connector: string }) =>
      withStudio(options, (studio, output) => importFile(studio, file, options.connector, output)),
    );
  withCommonOptions(har.command('check'))
    .argument('<file>', 'an archive')
    .description('say what in an archive is not as HAR 1.2 has it')
    .action((file: string, options: CommonOptions) => withOutput(options, (output) => checkFile(file, output)));
}
