import { notifications } from '@mantine/notifications';
import { createElement } from 'react';
import type { Failure } from '../../../../shared/result.ts';
import { clip, visibleText } from '../../lib/text.ts';
import { ToastBody } from './toast-body.tsx';
import { noteToast, type Toast, type ToastAction } from './toast-store.ts';

/** What to say. Foreign words in it are shown as text. */
interface ToastWords {
  readonly tone: Toast['tone'];
  readonly title?: string;
  readonly message: string;
  readonly actions?: readonly ToastAction[];
  /** ms until it goes by itself; an error stays until it is closed. */
  readonly stays?: number;
}

const quickMs = 3000;
const actionMs = 8000;
const longestText = 2000;

/** Says something in the corner of the window and notes it in the list of what was said. Gives the id to take it away. */
export function showToast({ tone, title = '', message, actions = [], stays }: ToastWords): string {
  const id = `toast-${crypto.randomUUID()}`;
  const words = clip(visibleText(message), longestText);
  const heading = visibleText(title);
  noteToast({ id, tone, title: heading, message: words, at: Date.now() });
  notifications.show({
    id,
    ...(heading === '' ? {} : { title: heading }),
    message: createElement(ToastBody, { message: words, actions, onDone: () => hideToast(id) }),
    autoClose: stays ?? (tone === 'error' ? false : actions.length > 0 ? actionMs : quickMs),
    // An error interrupts a screen reader, anything else waits for its turn.
    role: tone === 'error' ? 'alert' : 'status',
    className: `toast toast-${tone}`,
  });
  return id;
}

/** Takes away what is said, where it is still on view; the list keeps it. */
export const hideToast = (id: string): void => {
  notifications.hide(id);
};

/** Tells a failure; it stays until it is closed. */
export const showError = (title: string, failure: Failure, actions: readonly ToastAction[] = []): void => {
  showToast({ tone: 'error', title, message: failure.message, actions });
};

/** Tells that something went well. */
export const showDone = (message: string, actions: readonly ToastAction[] = []): void => {
  showToast({ tone: 'done', message, actions });
};
