import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { checkScan } from '../../core/package/index.ts';
import { startPublication } from '../../core/studio/outbox/begin.ts';
import { packFromWorkspace } from '../../core/studio/publish.ts';
import { ok } from '../../shared/result.ts';
import { type CommonOptions, withCommonOptions, withStudio } from '../context.ts';
import { parseSeconds, sendPublication, type WaitOptions } from '../outbox.ts';
import { fileFailure } from '../source.ts';
import { publisherOf } from '../tenants.ts';
import { withPassphraseOption } from '../vault.ts';

interface PublishOptions extends CommonOptions, WaitOptions {
  readonly marketplace: string;
  readonly tenant?: string;
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
    const { marketplace, tenant: name, keyEnv } = options;
    const tenant = await publisherOf(studio, {
      marketplace,
      ...(name === undefined ? {} : { name }),
      ...(keyEnv === undefined ? {} : { keyEnv }),
    });
    if (!tenant.ok) return tenant;
    const started = await startPublication(studio, {
      ...{ connector: id, tenant: tenant.value.id, allowPersonal: options.allowPersonalData, installs: [] },
    });
    if (!started.ok) return started;
    const sent = await sendPublication(studio, started.value, options);
    if (!sent.ok) return sent;
    const { listing, version, digest, state, stages } = sent.value;
    const created = stages[0]?.created ?? null;
    output.result({ listing, version, digest, created, state, publication: started.value }, () =>
      [
        created === null
          ? `${listing} ${version} is in the outbox (${started.value}): studio publications send sends it.`
          : created
            ? `Published ${listing} ${version} to ${marketplace}.`
            : `${listing} ${version} stood there already, the same; nothing changed.`,
        digest ?? '',
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
    .option('--tenant <name>', 'tenant that publishes (default: the first of the marketplace)')
    .option('--key-env <VARIABLE>', 'environment variable that holds your key (default: the stored key)')
    .option('--allow-personal-data', 'publish although texts look like personal data: you have looked at the list')
    .option('--timeout <seconds>', 'how long to wait for the end', parseSeconds, 60)
    .option('--no-wait', 'write it down only: it goes out with the studio, or with studio publications send')
    .description('publish the newest revision to a marketplace, through the outbox')
    .action(publish);
}
