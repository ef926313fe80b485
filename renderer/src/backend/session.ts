import { ORPCError } from '@orpc/client';
import { create } from 'zustand';
import { ok, type Result } from '../../../shared/result.ts';
import { backoffMs } from './backoff.ts';
import { DisconnectedError, toFailure } from './failure.ts';
import { type Api, openTransport } from './transport.ts';

/** State of the line to the backend. `waiting` counts down to the next attempt. */
export type SessionState =
  | { readonly kind: 'connecting'; readonly attempt: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'waiting'; readonly attempt: number; readonly retryAt: number };

/** `everOpen` tells a first start from a lost connection. */
interface Session {
  readonly state: SessionState;
  readonly everOpen: boolean;
}

export const useSession = create<Session>(() => ({ state: { kind: 'connecting', attempt: 0 }, everOpen: false }));

interface Line {
  readonly api: Api;
  /** Rejects when the line ends: a call on a closed MessagePort would otherwise hang for ever. */
  readonly lost: Promise<never>;
  readonly signal: AbortSignal;
}

let line: Line | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;

async function open(attempt: number): Promise<void> {
  useSession.setState({ state: { kind: 'connecting', attempt } });
  try {
    const transport = await openTransport();
    const controller = new AbortController();
    const lost = new Promise<never>((_resolve, reject) => {
      transport.onClosed(() => {
        line = undefined;
        reject(new DisconnectedError());
        controller.abort();
        wait(0);
      });
    });
    lost.catch(() => undefined);
    line = { api: transport.api, lost, signal: controller.signal };
    useSession.setState({ state: { kind: 'open' }, everOpen: true });
  } catch {
    wait(attempt);
  }
}

function wait(attempt: number): void {
  const ms = backoffMs(attempt);
  useSession.setState({ state: { kind: 'waiting', attempt: attempt + 1, retryAt: Date.now() + ms } });
  clearTimeout(retry);
  retry = setTimeout(() => void open(attempt + 1), ms);
}

/** Opens the line and keeps it open: when it is lost, it is opened again with growing waits. */
export const startSession = (): void => void open(0);

/** Tries at once instead of waiting for the next attempt. */
export function reconnectNow(): void {
  if (useSession.getState().state.kind !== 'waiting') return;
  clearTimeout(retry);
  void open(0);
}

/** Calls `listener` each time the line opens, at once where it is open; gives the function that stops it. */
export function whenOpen(listener: () => void): () => void {
  if (useSession.getState().state.kind === 'open') listener();
  return useSession.subscribe((now, before) => {
    if (now.state.kind === 'open' && before.state.kind !== 'open') listener();
  });
}

/** One call to the backend: its answer, or the failure as a sentence. Never throws, never hangs on a lost line. */
export async function attempt<T>(call: (api: Api, signal: AbortSignal) => Promise<T>): Promise<Result<T>> {
  const current = line;
  if (current === undefined) return { ok: false, error: toFailure(new DisconnectedError()) };
  try {
    return ok(await Promise.race([call(current.api, current.signal), current.lost]));
  } catch (error) {
    // The transport may say that it is closed in its own words, a moment before the line is known to be lost.
    if (!(error instanceof ORPCError)) await new Promise((resolve) => setTimeout(resolve, 0));
    return { ok: false, error: toFailure(current.signal.aborted ? new DisconnectedError() : error) };
  }
}
