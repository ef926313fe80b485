import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebFrameMain } from 'electron';
import { isOwnFrame } from './app-url.ts';

// The only file that listens to pages, so that no channel can forget to ask who speaks.

function ownFrame(channel: string, event: IpcMainEvent | IpcMainInvokeEvent): WebFrameMain | undefined {
  const { senderFrame } = event;
  if (senderFrame !== null && isOwnFrame(senderFrame)) return senderFrame;
  console.warn(`Refused ${channel} to ${senderFrame?.url.slice(0, 200) ?? 'a frame that is gone'}.`);
  return undefined;
}

/**
 * Listens to messages of the interface itself; those of any other frame are logged and dropped (A96). Arguments are
 * whatever a page can send: the listener parses what it uses.
 */
export function onPageMessage(channel: string, listener: (frame: WebFrameMain, argument: unknown) => void): void {
  ipcMain.on(channel, (event, argument: unknown) => {
    const frame = ownFrame(channel, event);
    if (frame) listener(frame, argument);
  });
}

/** Answers calls of the interface itself; those of any other frame are logged and rejected (A96). */
export function onPageCall<T>(channel: string, answer: (argument: unknown) => T | Promise<T>): void {
  ipcMain.handle(channel, (event, argument: unknown) => {
    if (ownFrame(channel, event) === undefined) throw new Error('refused');
    return answer(argument);
  });
}
