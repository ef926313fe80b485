import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import type { EvaluateReply, EvaluateRequest, ReadyMessage } from '../standin/control.ts';
import { type Program, startProgram } from './program.ts';
import type { Launch, StudioApp } from './types.ts';

/** Stand-in and test speak over the IPC channel of the process. */
function evaluateIn({ child, exited }: Program): StudioApp['evaluateMain'] {
  let sequence = 0;
  return (fn, argument) =>
    new Promise((resolve, reject) => {
      const id = ++sequence;
      const onReply = (reply: EvaluateReply): void => {
        if (reply.id !== id) return;
        child.off('message', onReply);
        if (reply.kind === 'error') reject(new Error(reply.message));
        // The function came from the caller, so its value is of the caller's type.
        else resolve(reply.value as Awaited<ReturnType<typeof fn>>);
      };
      child.on('message', onReply);
      void exited.then((code) => reject(new Error(`the stand-in ended with ${code}`)));
      child.send({ kind: 'evaluate', id, source: String(fn), argument } satisfies EvaluateRequest);
    });
}

/** The built main and preload on the stand-in of Electron, which drives a Chromium that the test attaches to. */
export const launchStandin: Launch = async (options) => {
  const profile = await mkdtemp(path.join(tmpdir(), 'studio-standin-'));
  const program = startProgram(
    [
      ...['--import', './e2e/standin/register.ts', path.join(options.app ?? '', 'out/main/main.js')],
      ...['--workspace', options.workspace],
      ...(options.args ?? []),
    ],
    { ...options, env: { ...options.env, STANDIN_PROFILE: profile } },
  );
  const cleaned = program.exited.then(() => rm(profile, { recursive: true, force: true, maxRetries: 20 }));
  const { endpoint } = await new Promise<ReadyMessage>((resolve, reject) => {
    program.child.once('message', resolve);
    void cleaned
      .then(() => program.exited)
      .then((code) => reject(new Error(`the stand-in ended with ${code}: ${program.output()}`)));
  });
  const browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
  if (page === undefined) throw new Error('the stand-in has no page');
  await page.waitForURL(/\.localhost:/);
  return {
    kind: 'standin',
    page,
    evaluateMain: evaluateIn(program),
    exited: program.exited,
    stop: async () => {
      await browser.close().catch(() => undefined);
      await program.stop();
      await cleaned;
    },
    kill: async (signal = 'SIGKILL') => {
      // Chromium is a child of the stand-in and outlives it: it is told to end over a session of its own.
      const session = await browser.newBrowserCDPSession();
      program.child.kill(signal);
      await program.exited;
      await session.send('Browser.close').catch(() => undefined);
      await browser.close().catch(() => undefined);
      await cleaned;
    },
  };
};
