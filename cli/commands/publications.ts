import type { Command } from 'commander';
import { cancelPublication, removePublication, retryPublication } from '../../core/studio/outbox/control.ts';
import { listPublications, shownPublication } from '../../core/studio/outbox/index.ts';
import { ok } from '../../shared/result.ts';
import { type CommonOptions, withCommonOptions, withStudio } from '../context.ts';
import { parseSeconds, sendPublication } from '../outbox.ts';
import { publicationText } from '../publication-text.ts';
import { withPassphraseOption } from '../vault.ts';

const list = (options: CommonOptions): Promise<void> =>
  withStudio(options, async (studio, output) => {
    const all = listPublications(studio);
    output.result(all, () =>
      all.length === 0 ? 'Nothing was published from here.' : all.map(publicationText).join('\n'),
    );
    return ok(0);
  });

const send = (options: CommonOptions): Promise<void> =>
  withStudio(options, async (studio, output) => {
    await studio.outbox.drive();
    const all = listPublications(studio).filter(({ state }) => state === 'waiting' || state === 'failed');
    output.result(all, () => (all.length === 0 ? 'Nothing is left to send.' : all.map(publicationText).join('\n')));
    return ok(0);
  });

const retry = (id: string, options: CommonOptions & { readonly timeout: number }): Promise<void> =>
  withStudio(options, async (studio, output) => {
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
  sub('send', 'send what is due').action(send);
  sub('retry', 'go on with one that failed or waits')
    .argument('<publication>', 'id: pub_…')
    .option('--timeout <seconds>', 'how long to wait for the end', parseSeconds, 60)
    .action(retry);
  sub('cancel', 'give up what is not done; what is published or installed stays')
    .argument('<publication>', 'id: pub_…')
    .action(cancel);
  sub('remove', 'forget one that is over').argument('<publication>', 'id: pub_…').action(remove);
}
