import { create } from 'zustand';
import type { OAuthFlow } from '../../../../shared/connector/manifest.ts';
import { attempt } from '../../backend/session.ts';
import { withEntry, withoutEntry } from '../../lib/map.ts';
import { type AuthorizeStage, afterEvent, starting } from './authorize-stage.ts';
import { refreshConnections } from './store.ts';

/** Authorizations of this window by the id of their connection: they go on while the dialog is closed. */
export const useAuthorize = create<{ readonly stages: ReadonlyMap<string, AuthorizeStage> }>(() => ({
  stages: new Map(),
}));

const stops = new Map<string, AbortController>();

const put = (id: string, stage: AuthorizeStage): void =>
  useAuthorize.setState(({ stages }) => ({ stages: withEntry(stages, id, stage) }));

/** Forgets how an authorization ended. */
export const forgetAuthorization = (id: string): void =>
  useAuthorize.setState(({ stages }) => ({ stages: withoutEntry(stages, id) }));

/** Opens an address in the system's browser; false where only a person can (the browser host, or no https). */
async function openInBrowser(url: string): Promise<boolean> {
  return (await window.studio?.openExternal(url)) ?? false;
}

/** Opens an address in another tab, by a person's click. */
export function openTab(url: string): void {
  if (/^https?:\/\//.test(url)) window.open(url, '_blank', 'noopener,noreferrer');
}

interface Request {
  readonly id: string;
  readonly connector: string;
  readonly name: string;
  readonly flow: OAuthFlow | undefined;
  readonly port: number | undefined;
}

/** Gets the tokens of a connection that is saved; in the desktop the address opens by itself. */
export async function authorize({ id, connector, name, flow, port }: Request): Promise<void> {
  stops.get(id)?.abort();
  const stop = new AbortController();
  stops.set(id, stop);
  let stage = starting;
  put(id, stage);
  const input = { connector, name, ...(flow ? { flow } : {}), ...(port ? { port } : {}) };
  const result = await attempt(async (api, signal) => {
    const events = await api.connections.authorize(input, { signal: AbortSignal.any([signal, stop.signal]) });
    for await (const event of events) {
      if (stop.signal.aborted) return;
      stage = afterEvent(stage, event);
      put(id, stage);
      if (event.kind === 'open' && (await openInBrowser(event.url)) && stage.kind === 'browser') {
        stage = { ...stage, opened: true };
        put(id, stage);
      }
    }
  });
  if (stop.signal.aborted) return;
  stops.delete(id);
  if (!result.ok) put(id, { kind: 'failed', run: stage.run, failure: result.error });
  await refreshConnections(connector);
}

/** Ends the authorization of a connection; the redirect address is closed. */
export function cancelAuthorization(id: string): void {
  stops.get(id)?.abort();
  stops.delete(id);
  forgetAuthorization(id);
}
