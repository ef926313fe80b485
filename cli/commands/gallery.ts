import { type Command, Option } from 'commander';
import { forkListing } from '../../core/studio/fork.ts';
import { galleryListing, searchGallery } from '../../core/studio/gallery.ts';
import { applyUpdate, updateOf } from '../../core/studio/update.ts';
import { changeKey, type GalleryListing, type Publisher, type Update } from '../../shared/contract/gallery.ts';
import { ok } from '../../shared/result.ts';
import { type CommonOptions, withCommonOptions, withStudio } from '../context.ts';
import { table } from '../output.ts';
import { publisherOf, type TenantOptions, withTenant, withTenantOptions } from '../tenants.ts';
import { withPassphraseOption } from '../vault.ts';

interface GalleryOptions extends TenantOptions {
  readonly tenant?: string;
}

interface SearchOptions extends GalleryOptions {
  readonly category?: string;
  readonly kind?: 'saas' | 'hardware';
  readonly capability?: string;
  readonly cursor?: string;
}

/** Who publishes it: a name that was verified is marked. */
const publisherText = ({ publisher, publisherId, publisherVerified }: Publisher): string =>
  `${publisher ?? publisherId ?? ''}${publisherVerified ? ' (verified)' : ''}`;

const warningOf = (id: string, { resembles, publisherId }: Publisher): string =>
  `Attention: ${id} looks like ${resembles} of another publisher. Take it only if you mean the one of ${publisherId ?? 'its publisher'}.`;

const row = ({ id, name, latestVersion, status, description, ...rest }: GalleryListing): string[] => [
  ...[id, name, latestVersion, publisherText(rest), status],
  description.split('\n')[0] ?? '',
];

const search = (query: string | undefined, options: SearchOptions): Promise<void> =>
  withTenant(options.tenant, options, async (studio, tenant, output) => {
    const { category, kind, capability, cursor } = options;
    const page = await searchGallery(studio, tenant.id, { query, category, kind, capability, cursor });
    if (!page.ok) return page;
    const { listings, cursor: next } = page.value;
    output.result(page.value, () =>
      listings.length === 0
        ? 'Nothing was found.'
        : table(['LISTING', 'NAME', 'VERSION', 'PUBLISHER', 'STATUS', 'WHAT IT IS FOR'], listings.map(row)),
    );
    for (const one of listings) if (one.resembles !== null) output.note(warningOf(one.id, one));
    if (next !== null) output.note(`There is more: studio gallery … --cursor ${next}`);
    return ok(0);
  });

interface ForkOptions extends GalleryOptions {
  readonly of?: string;
  readonly as?: string;
}

const fork = (listing: string, options: ForkOptions): Promise<void> =>
  withTenant(options.tenant, options, async (studio, tenant, output) => {
    const found = await galleryListing(studio, tenant.id, listing);
    if (!found.ok) return found;
    if (found.value.listing.resembles !== null) output.note(warningOf(listing, found.value.listing));
    const version = options.of ?? found.value.listing.latestVersion;
    const taken = await forkListing(studio, { tenant: tenant.id, listing, version, as: options.as });
    if (!taken.ok) return taken;
    output.result(
      { ...taken.value, listing, version },
      () => `${listing} ${version} is in your workspace as ${taken.value.connector}; nothing of it was run.`,
    );
    return ok(0);
  });

interface UpdateOptions extends CommonOptions {
  readonly keyEnv?: string;
  readonly to?: string;
  readonly approve: readonly string[];
  readonly take: readonly string[];
  readonly dryRun?: boolean;
}

function updateText({ origin, available }: Update): string {
  if (available === null) return `${origin.listing} ${origin.version} is the newest.`;
  const asks = new Set(available.approvals);
  return [
    `From ${origin.listing} ${origin.version} to ${available.version}, by ${publisherText(available.publisher)}:`,
    ...(available.publisher.resembles === null ? [] : [`  ${warningOf(origin.listing, available.publisher)}`]),
    ...available.changes.map((one) => {
      const key = changeKey(one);
      return `  ${one.level.padEnd(5)}  ${one.sentence}${asks.has(key) ? ` (asks for an approval: --approve '${key}')` : ''}`.trimEnd();
    }),
    ...available.files.map(({ path, outcome }) => `  ${outcome.padEnd(8)}  ${path}`),
  ].join('\n');
}

const update = (connector: string, options: UpdateOptions): Promise<void> =>
  withStudio(options, async (studio, output) => {
    const origin = studio.workspace.origins.get(connector);
    if (origin !== undefined && options.keyEnv !== undefined) {
      const tenant = await publisherOf(studio, { marketplace: origin.marketplace, keyEnv: options.keyEnv });
      if (!tenant.ok) return tenant;
    }
    const found = await updateOf(studio, connector, options.to);
    if (!found.ok) return found;
    const { available } = found.value;
    if (available === null || options.dryRun === true) {
      output.result(found.value, () => updateText(found.value));
      return ok(0);
    }
    output.note(updateText(found.value));
    const { version, digest, revision: baseRevision } = available;
    const { approve: approved, take } = options;
    const applied = await applyUpdate(studio, { connector, version, digest, baseRevision, approved, take });
    if (!applied.ok) return applied;
    const { revision, conflicts } = applied.value;
    output.result({ ...applied.value, version }, () =>
      [
        `${connector} has ${version} of its publisher now (revision ${revision}).`,
        ...conflicts.map((path) => `  ${path}: both changed it; yours stays (--take ${path} takes the publisher's)`),
      ].join('\n'),
    );
    return ok(0);
  });

const collect = (text: string, before: readonly string[]): string[] => [...before, text];

export function registerGallery(program: Command): void {
  const asking = (command: Command): Command =>
    withTenantOptions(withPassphraseOption(withCommonOptions(command))).option(
      '--tenant <name>',
      'tenant that asks (default: the first of the marketplace used last)',
    );
  asking(program.command('gallery'))
    .argument('[query]', 'words that must all occur')
    .option('--category <name>', 'of this category only')
    .addOption(new Option('--kind <kind>', 'of this kind only').choices(['saas', 'hardware']))
    .option('--capability <name>', 'with this capability: contact.create')
    .option('--cursor <cursor>', 'go on after a page')
    .description('search the catalogue of a marketplace')
    .action(search);
  asking(program.command('fork'))
    .argument('<listing>', 'cn-…')
    .option('--of <version>', 'version that is taken (default: the newest)')
    .option('--as <id>', 'id in the workspace (default: that of the publisher)')
    .description('take a connector from the catalogue into the workspace; runs nothing')
    .action(fork);
  withPassphraseOption(withCommonOptions(program.command('update')))
    .argument('<id>', 'id of a connector that was taken from a catalogue')
    .option('--to <version>', 'version to update to (default: the newest)')
    .option('--key-env <VARIABLE>', 'environment variable that holds a key of its marketplace (default: a kept one)')
    .option('--approve <change>', 'approve a change that asks for it, as --dry-run names it; repeatable', collect, [])
    .option('--take <path>', "take the publisher's text where both changed a file; repeatable", collect, [])
    .option('--dry-run', 'show what would happen; save nothing')
    .description('merge a newer version of its publisher into a connector')
    .action(update);
}
