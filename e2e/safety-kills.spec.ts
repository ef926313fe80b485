import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { autosaveLimits } from '../shared/limits.ts';
import { type Acknowledged, watchAcknowledged } from './acknowledged.ts';
import { expect, test } from './fixtures.ts';
import { launchChromium, startHostProgram } from './hosts/browser.ts';
import { Workbench } from './pages/workbench.ts';
import { inWorkspace, seed, textOf } from './workspace.ts';

/** Kills at random moments; for a soak `STUDIO_KILLS=100 npm run e2e:all -- safety-kills --project=browser`. */
const kills = Number(process.env.STUDIO_KILLS ?? 3);
/** Most that may be lost of what was typed, ms. */
const mostLostMs = 1_000;

interface Typed {
  readonly word: string;
  /** When the editor had taken it. */
  readonly at: number;
}

/** The text that the next start brings back: what was kept, or what is saved. */
const textAfter = (directory: string): string =>
  inWorkspace(directory, ({ drafts }) => drafts.claim('window-of-the-test', new Set())[0]?.text) ?? textOf(directory);

/** Types words in bursts, with rests in which the studio saves by itself, until it is told to stop. */
async function typeUntil(stop: AbortSignal, { keyboard }: Page, round: number): Promise<readonly Typed[]> {
  const typed: Typed[] = [];
  for (let n = 1; !stop.aborted; n++) {
    const word = `w${round}x${n}`;
    await keyboard.insertText(`${word} `);
    typed.push({ word, at: performance.now() });
    const rest = n % 12 === 0 ? 2 * autosaveLimits.delayMs : 100;
    await setTimeout(Math.random() * rest, undefined, { signal: stop }).catch(() => undefined);
  }
  return typed;
}

interface Loss {
  /** Age of the oldest word that is gone, at the kill, ms; 0 where none is. */
  readonly ms: number;
  /** Texts that the host had acknowledged and that are not there. */
  readonly acknowledged: number;
}

/** What a kill cost, by the text that comes back and by what is saved. */
function lossOf(now: string, saved: string, typed: readonly Typed[], killedAt: number, acks: Acknowledged): Loss {
  const words = new Set(now.split(/\s+/));
  const first = typed.find(({ word, at }) => at < killedAt && !words.has(word));
  // Nothing but more words comes behind a text: whatever is newer begins with it.
  const lacks = (text: string, place: string): boolean => !place.startsWith(text.trimEnd());
  const drafts = acks.drafts().filter((text) => lacks(text, now));
  const saves = acks.saves().filter((text) => lacks(text, saved));
  return { ms: first === undefined ? 0 : killedAt - first.at, acknowledged: drafts.length + saves.length };
}

test.skip(({ hostKind }) => hostKind !== 'browser', 'what a host acknowledged is read from its WebSocket');

test(
  `R3, R36: ${kills} kills while somebody types lose less than a second, and nothing acknowledged`,
  { tag: '@all' },
  async ({ workspace, faults }, info) => {
    test.setTimeout(60_000 + kills * 40_000);
    seed(workspace);
    inWorkspace(workspace, (opened) =>
      opened.interface.write([{ key: 'settings', json: '{"autosave":"afterDelay"}' }]),
    );
    let lastWord = '';
    const losses: Loss[] = [];
    const sums = { words: 0, drafts: 0, saves: 0 };
    const browser = await launchChromium();
    const context = await browser.newContext();
    await faults.watch(context);
    for (let kill = 1; kill <= kills; kill++) {
      const before = textOf(workspace).length;
      const host = await startHostProgram({ workspace });
      const page = await context.newPage();
      const acks = watchAcknowledged(page);
      await page.goto(host.url);
      const workbench = new Workbench(page);
      if (kill === 1) await workbench.openFile('data.js');
      await workbench.code.click();
      await page.keyboard.press('Control+End');
      await expect(workbench.code).toContainText(lastWord);
      // A comment: what is typed there is not completed.
      await page.keyboard.type('\n// ');
      const stop = new AbortController();
      const typing = typeUntil(stop.signal, page, kill);
      await setTimeout(200 + Math.random() * 4_000);
      const killedAt = performance.now();
      host.child.kill('SIGKILL');
      stop.abort();
      const typed = await typing;
      await host.exited;
      // What the browser heard before the end is told here before the page is closed.
      await page.close();
      const [now, saved] = [textAfter(workspace), textOf(workspace)];
      expect(saved.length).toBeGreaterThanOrEqual(before);
      losses.push(lossOf(now, saved, typed, killedAt, acks));
      lastWord = now.trimEnd().split(/\s/).at(-1) ?? '';
      sums.words += typed.length;
      sums.drafts += acks.drafts().length;
      sums.saves += acks.saves().length;
    }
    await browser.close();
    const ages = losses.map(({ ms }) => ms).sort((a, b) => a - b);
    const [median = 0, most = 0] = [ages[Math.floor(ages.length / 2)], ages.at(-1)];
    const acknowledged = `${sums.drafts} drafts and ${sums.saves} saves acknowledged`;
    const lost = `lost: median ${median.toFixed(0)} ms, most ${most.toFixed(0)} ms`;
    info.annotations.push({
      type: 'kills',
      description: `${kills} kills, ${sums.words} words, ${acknowledged}; ${lost}`,
    });
    expect(losses.filter((loss) => loss.acknowledged > 0)).toEqual([]);
    expect(losses.filter((loss) => loss.ms > mostLostMs)).toEqual([]);
  },
);
