import type { Command } from 'commander';
import type { Studio } from '../../core/studio/index.ts';
import { cancelPublication, removePublication, retryPublication } from '../../core/studio/outbox/control.ts';
import { listPublications, shownPublication } from '../../core/studio/outbox/index.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type CommonOptions, withCommonOptions, withStudio } from '../context.ts';
import { parseSeconds, sendPublication } from '../outbox.ts';
import type { Output } from '../output.ts';
import { publicationText } from '../publication-text.ts';
import { type TenantOptions, withTenant, withTenantOptions } from '../tenants.ts';
import { withPassphraseOption } from '../vault.ts';

const list = (options: CommonOptions): Promise<void> =>
  withStudio(options, async (studio, output) => {
    const all = listPublications(studio);
    output.result(all, () =>
      all.length === 0 ? 'Nothing was published from here.' : all.map(publicationText).join('\n'),
    );
    return ok(0);
  });

interface SendOptions extends TenantOptions {
  readonly tenant?: string;
}

/** Hands over the key of a tenant, where one is named: without a keychain a waiting publication has none. */
const withKey = (
  options: SendOptions,
  action: (studio: Studio, output: Output) => Promise<Result<number>>,
): Promise<void> =>
  options.keyEnv === undefined
    ? withStudio(options, action)
    : withTenant(options.tenant, options, (studio, _tenant, output) => action(studio, output));

const send = (options: SendOptions): Promise<void> =>
  withKey(options, async (studio, output) => {
    await studio.outbox.drive();
    const all = listPublications(studio).filter(({ state }) => state === 'waiting' || state === 'failed');
    output.result(all, () => (all.length === 0 ? 'Nothing is left to send.' : all.map(publicationText).join('\n')));
    return ok(0);
  });

const retry = (id: string, options: SendOptions & { readonly timeout: number }): Promise<void> =>
  withKey(options, async (studio, output) => {
    const retried = await retryPublication(studio, id);
    if (!retried.ok) return retried;
    const sent = await sendPublication(studio, id, { timeout: options.timeout, wait: true });
    if (sent.ok) output.result(sent.value, () => publicationText(sent.value));
    return sent.ok ? ok(0) : sent;
  });

const cancel = (id: string, options: CommonOptions): Promise<void> =>
  withStudio(options, async (studio, output) => {
    const cancelled = await cancelPublication(studio, id);
    if (!cancelled.ok) return cancelled;
    const shown = shownPublication(cancelled.value);
    output.result(shown, () => publicationText(shown));
    return ok(0);
  });

const remove = (id: string, options: CommonOptions): Promise<void> =>
  withStudio(options, async (studio, output) => {
    const removed = await removePublication(studio, id);
    if (!removed.ok) return removed;
    output.result({ removed: removed.value }, () =>
      removed.value ? `${id} is forgotten.` : `There was no publication ${id}.`,
    );
    return ok(0);
  });

export function registerPublications(program: Command): void {
  const publications = withPassphraseOption(withCommonOptions(program.command('publications')))
    .description('list what goes to marketplaces, or went there: the outbox')
    .action(list);
  const sub = (name: string, description: string): Command =>
    withPassphraseOption(withCommonOptions(publications.command(name))).description(description);
  const sending = (name: string, description: string): Command =>
    withTenantOptions(sub(name, description)).option('--tenant <name>', 'tenant that --key-env has the key of');
  sending('send', 'send what is due').action(send);
  sending('retry', 'go on with one that failed or waits')
    .argument('<publication>', 'id: pub_…')
    .option('--timeout <seconds>', 'how long to wait for the end', parseSeconds, 60)
    .action(retry);
  sub('cancel', 'give up what is not done; what is published or installed stays')
    .argument('<publication>', 'id: pub_…')
    .action(cancel);
  sub('remove', 'forget one that is over').argument('<publication>', 'id: pub_…').action(remove);
}
