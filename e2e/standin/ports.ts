import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

interface PortMessage {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}

/** The event of a message that came through a Node port, as Electron gives it. */
export const toMessageEvent = ({ data, ports }: PortMessage) => ({
  data,
  ports: ports.map((port) => new MessagePortMain(port)),
});

/** A message with ports, as it goes through a Node port. */
export function toPortMessage(data: unknown, ports: readonly MessagePortMain[]): [PortMessage, MessagePort[]] {
  const native = ports.map((port) => port.native);
  return [{ data, ports: native }, native];
}

/** Electron's MessagePortMain over a Node port. */
export class MessagePortMain extends EventEmitter {
  readonly native: MessagePort;
  private started = false;

  constructor(native: MessagePort) {
    super();
    this.native = native;
    native.on('close', () => this.emit('close'));
  }

  start(): void {
    if (this.started) return;
    this.started = true;
    this.native.on('message', (message: PortMessage) => this.emit('message', toMessageEvent(message)));
  }

  postMessage(data: unknown, ports: readonly MessagePortMain[] = []): void {
    this.native.postMessage(...toPortMessage(data, ports));
  }

  close(): void {
    this.native.close();
  }
}

/** Electron's MessageChannelMain. */
export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new MessagePortMain(port1);
    this.port2 = new MessagePortMain(port2);
  }
}
