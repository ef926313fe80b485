import type { Page, WebSocket } from '@playwright/test';

/** What a page sent over its WebSocket that the host said yes to. */
export interface Acknowledged {
  /** The last words of each text that was answered: drafts, and files that were saved. */
  drafts(): readonly string[];
  saves(): readonly string[];
}

/** A call or an answer, as far as it is read here: `i` is what the two have in common, `s` the status of a failure. */
interface Frame {
  readonly i: string;
  readonly p?: { readonly u?: string; readonly s?: number; readonly b?: { readonly json?: Input } };
}

interface Input {
  readonly drafts?: readonly { readonly text: string }[];
  readonly files?: readonly { readonly text: string }[];
}

function frameOf(payload: string | Buffer): Frame | undefined {
  try {
    // Both sides are the studio's own; what is none of its calls has no `i`.
    return JSON.parse(String(payload)) as Frame;
  } catch {
    return undefined;
  }
}

/** Listens from now on; frames of the browser arrive here before its end is told. */
export function watchAcknowledged(page: Page): Acknowledged {
  const found = { drafts: [] as string[], saves: [] as string[] };
  const listen = (socket: WebSocket): void => {
    const open = new Map<string, { readonly kind: 'drafts' | 'saves'; readonly text: string }>();
    socket.on('framesent', ({ payload }) => {
      const frame = frameOf(payload);
      const input = frame?.p?.b?.json;
      if (frame === undefined || input === undefined) return;
      if (frame.p?.u === '/drafts/save') open.set(frame.i, { kind: 'drafts', text: input.drafts?.[0]?.text ?? '' });
      if (frame.p?.u === '/connectors/saveFiles')
        open.set(frame.i, { kind: 'saves', text: input.files?.[0]?.text ?? '' });
    });
    socket.on('framereceived', ({ payload }) => {
      const frame = frameOf(payload);
      const sent = frame && open.get(frame.i);
      if (!frame || !sent) return;
      open.delete(frame.i);
      if ((frame.p?.s ?? 200) < 400) found[sent.kind].push(sent.text);
    });
  };
  page.on('websocket', listen);
  return { drafts: () => found.drafts, saves: () => found.saves };
}
