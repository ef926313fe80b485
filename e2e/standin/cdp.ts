import { EventEmitter } from 'node:events';
import WebSocket from 'ws';

/** Values of the protocol: JSON objects whose members are looked up by those who know the method. */
export type CdpObject = Readonly<Record<string, unknown>>;

interface CdpMessage {
  readonly id?: number;
  readonly method?: string;
  readonly params?: CdpObject;
  readonly sessionId?: string;
  readonly result?: CdpObject;
  readonly error?: { readonly message: string };
}

/** Called with the events of one session; `undefined` is the browser itself. */
export type CdpListener = (method: string, params: CdpObject) => void;

/** A connection to Chromium by the DevTools protocol. */
export class Cdp {
  private sequence = 0;
  private readonly calls = new Map<number, { method: string; answer: PromiseWithResolvers<CdpObject> }>();
  private readonly events = new EventEmitter();
  private readonly socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => this.receive(JSON.parse(String(data))));
    socket.on('close', () => this.events.emit('closed'));
  }

  static async connect(url: string): Promise<Cdp> {
    const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 256 * 1024 * 1024 });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return new Cdp(socket);
  }

  private receive(message: CdpMessage): void {
    if (message.id === undefined) {
      this.events.emit(`session:${message.sessionId ?? ''}`, message.method, message.params);
      return;
    }
    const call = this.calls.get(message.id);
    this.calls.delete(message.id);
    if (message.error) call?.answer.reject(new Error(`${call.method}: ${message.error.message}`));
    else call?.answer.resolve(message.result ?? {});
  }

  /** Calls a method of the browser, or of one page by its session. */
  send(method: string, params: CdpObject = {}, sessionId?: string): Promise<CdpObject> {
    const id = ++this.sequence;
    const answer = Promise.withResolvers<CdpObject>();
    this.calls.set(id, { method, answer });
    this.socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
    return answer.promise;
  }

  onEvent(sessionId: string | undefined, listener: CdpListener): void {
    this.events.on(`session:${sessionId ?? ''}`, listener);
  }

  onClosed(listener: () => void): void {
    this.events.once('closed', listener);
  }
}
