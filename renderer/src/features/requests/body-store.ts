import { useEffect, useState } from 'react';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import { attempt } from '../../backend/session.ts';
import { type Loadable, loading } from '../../lib/loadable.ts';
import { requestsTexts } from '../../texts/requests.ts';
import { showDone, showError } from '../workbench/toast.ts';
import type { Body } from './body.ts';

/** The two bodies of an exchange. */
export type Side = 'request' | 'response';

/** A recorded body, read when it is looked at; null where there is none. */
export function useBody(exchange: Exchange, side: Side): Loadable<Body | null> {
  const id = (side === 'response' ? exchange.responseBody : exchange.requestBody) ? exchange.id : undefined;
  const [state, setState] = useState<{ readonly id: string | undefined; readonly body: Loadable<Body> }>({
    id,
    body: loading,
  });
  useEffect(() => {
    if (id === undefined) return;
    let live = true;
    void attempt((api) => api.runs.body({ exchange: id, side })).then((result) => {
      const body: Loadable<Body> = result.ok
        ? { kind: 'ready', value: result.value }
        : { kind: 'failed', failure: result.error };
      if (live) setState({ id, body });
    });
    return () => {
      live = false;
    };
  }, [id, side]);
  if (id === undefined) return { kind: 'ready', value: null };
  return state.id === id ? state.body : loading;
}

/** The first bytes of a recorded body. */
export function useBytes(
  exchange: string,
  side: Side,
): Loadable<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly base64: string; readonly total: number }> {
  const [state, setState] = useState<ReturnType<typeof useBytes>>(loading);
  useEffect(() => {
    let live = true;
    void attempt((api) => api.runs.bytes({ exchange, side })).then((result) => {
      if (!live) return;
      if (!result.ok) setState({ kind: 'failed', failure: result.error });
      else {
        const { base64, bytes: total } = result.value;
        setState({ kind: 'ready', value: { base64, total, bytes: bytesOf(base64) } });
      }
    });
    return () => {
      live = false;
    };
  }, [exchange, side]);
  return state;
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** Saves a body whole into the downloads of the workspace. */
export async function saveBody(exchange: string, side: Side): Promise<void> {
  const result = await attempt((api) => api.runs.saveBody({ exchange, side }));
  if (result.ok) showDone(requestsTexts.body.saved(result.value.file));
  else showError(requestsTexts.body.notSaved, result.error);
}
