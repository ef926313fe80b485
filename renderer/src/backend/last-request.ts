import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { pageHeader, rpcPath } from '../../../shared/browser-host.ts';
import type { Draft } from '../../../shared/contract/drafts.ts';
import type { Api } from './transport.ts';

/**
 * Whether what is sent while the page goes needs a request that outlives it. A MessagePort delivers what was posted; a WebSocket
 * drops what is not on the wire yet.
 */
export const needsToOutlive = (): boolean => window.studio === undefined;

/**
 * Sends unsaved text by a request that the browser finishes after the page is gone, of at most `draftLimits.lastBytes`. It does
 * without the line, which may be lost; nobody waits for the answer.
 */
export function leaveBehind(drafts: { readonly window: string; readonly drafts: Draft[] }): void {
  const link = new RPCLink({
    url: new URL(rpcPath, location.origin),
    headers: { [pageHeader]: 'drafts' },
    fetch: (request, init) => fetch(request, { ...init, keepalive: true }),
  });
  const api: Pick<Api, 'drafts'> = createORPCClient(link);
  // The page is gone before the answer, which is none that anybody could hear.
  api.drafts.save(drafts).catch(() => undefined);
}
