import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { checkScan } from '../../core/package/index.ts';
import { packFromWorkspace, publishFromWorkspace } from '../../core/studio/publish.ts';
import { fail, ok } from '../../shared/result.ts';
import { type CommonOptions, withCommonOptions, withStudio } from '../context.ts';
import { fileFailure } from '../source.ts';
import { withPassphraseOption } from '../vault.ts';

interface PublishOptions extends CommonOptions {
  readonly marketplace: string;
  readonly keyEnv?: string;
  readonly allowPersonalData?: boolean;
}

async function pack(id: string, file: string, options: CommonOptions): Promise<void> {
  await withStudio(options, async (studio, output) => {
    const packed = await packFromWorkspace(studio, id);
    if (!packed.ok) return packed;
    // An archive on this disk is nobody else's yet: said, not refused.
    const clean = checkScan(packed.value.scan);
    if (!clean.ok) output.note(`Not fit to be published yet: ${clean.error.message}`);
    try {
      await writeFile(file, packed.value.bytes);
    } catch (error) {
      return fileFailure('written', file, error);
    }
    const { digest, bytes, files } = packed.value;
    output.result(
      { id, file, digest, bytes: bytes.byteLength, files },
      () => `Packed ${files.length} files of ${id} into ${file} (${bytes.byteLength} bytes).\n${digest}`,
    );
    return ok(0);
  });
}

async function publish(id: string, options: PublishOptions): Promise<void> {
  await withStudio(options, async (studio, output) => {
    const key = options.keyEnv === undefined ? undefined : studio.environment[options.keyEnv];
    if (options.keyEnv !== undefined && !key) {
      return fail(
        'input',
        'unset_variable',
        `The environment variable ${options.keyEnv} is not set: set it to your key of ${options.marketplace}.`,
      );
    }
    const published = await publishFromWorkspace(studio, {
      connector: id,
      marketplace: options.marketplace,
      key,
      allowPersonal: options.allowPersonalData,
    });
    if (!published.ok) return published;
    const { listing, version, digest, created } = published.value;
    output.result(published.value, () =>
      [
        created
          ? `Published ${listing} ${version} to ${options.marketplace}.`
          : `${listing} ${version} stood there already, the same; nothing changed.`,
        digest,
      ].join('\n'),
    );
    return ok(0);
  });
}

export function registerPublish(program: Command): void {
  withCommonOptions(program.command('pack'))
    .argument('<id>', 'id of a connector')
    .argument('<file>', 'archive to write, usually ID.connector')
    .description('pack a connector into one archive; the same content gives the same bytes')
    .action(pack);
  withPassphraseOption(withCommonOptions(program.command('publish')))
    .argument('<id>', 'id of a connector')
    .requiredOption('--marketplace <url>', 'address of the marketplace')
    .option('--key-env <VARIABLE>', 'environment variable that holds your key (default: the stored key)')
    .option('--allow-personal-data', 'publish although texts look like personal data: you have looked at the list')
    .description('publish the newest revision to a marketplace')
    .action(publish);
}
