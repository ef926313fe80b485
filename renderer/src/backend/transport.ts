import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import type { StudioBridge } from '../../../shared/bridge.ts';
import { pageHeader, rpcPath, tabPath } from '../../../shared/browser-host.ts';
import type { Contract } from '../../../shared/contract/index.ts';
import { backendTexts as texts } from '../texts/backend.ts';

declare global {
  interface Window {
    /** Set by the desktop shell's preload; absent in the browser host. */
    readonly studio?: StudioBridge;
  }
}

/** The typed client of the one contract. */
export type Api = ContractRouterClient<Contract>;

/** An open line to the backend; `onClosed` is called once, when it ends. */
export interface Transport {
  readonly api: Api;
  onClosed(listener: () => void): void;
}

const waitMs = 10_000;

function isPortMessage(data: unknown): boolean {
  if (data === 'studio:port') return true;
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'studio:port';
}

function receivePort(bridge: StudioBridge): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const onMessage = (event: MessageEvent) => {
      const port = event.ports[0];
      // Only the preload of this very window may hand over a port.
      if (event.source !== window || port === undefined || !isPortMessage(event.data)) return;
      finish();
      resolve(port);
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error(texts.noPort(waitMs / 1000)));
    }, waitMs);
    const finish = () => {
      clearTimeout(timer);
      window.removeEventListener('message', onMessage);
    };
    window.addEventListener('message', onMessage);
    bridge.requestPort();
  });
}

async function openPort(bridge: StudioBridge): Promise<Transport> {
  const port = await receivePort(bridge);
  const api: Api = createORPCClient(new PortLink({ port }));
  port.start();
  return { api, onClosed: (listener) => port.addEventListener('close', listener, { once: true }) };
}

/** A token for one WebSocket of this page (A81). */
async function fetchToken(): Promise<string> {
  const reply = await fetch(tabPath, { method: 'POST', headers: { [pageHeader]: 'tab' } });
  if (!reply.ok) throw new Error(texts.refused);
  return (await reply.text()).trim();
}

async function openSocket(): Promise<Transport> {
  const token = await fetchToken();
  const socket = new WebSocket(new URL(rpcPath, location.href.replace(/^http/, 'ws')));
  // Frames as Blob cost four times as much.
  socket.binaryType = 'arraybuffer';
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('close', () => reject(new Error(texts.noAnswer)), { once: true });
  });
  socket.send(token);
  const api: Api = createORPCClient(new SocketLink({ websocket: socket }));
  return { api, onClosed: (listener) => socket.addEventListener('close', listener, { once: true }) };
}

/** Opens the line of this host: a MessagePort in the desktop shell, a WebSocket in the browser host. */
export const openTransport = (): Promise<Transport> => (window.studio ? openPort(window.studio) : openSocket());
