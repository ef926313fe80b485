import { create } from 'zustand';

/** Something that can be done from a toast. */
export interface ToastAction {
  readonly label: string;
  run(): void;
}

/** What was said to the person. */
export interface Toast {
  readonly id: string;
  readonly tone: 'done' | 'info' | 'error';
  readonly title: string;
  readonly message: string;
  /** `Date.now()` when it was said. */
  readonly at: number;
}

/** What was said lately, newest first, and how many of them the person has not looked at in the list. */
interface ToastState {
  readonly history: readonly Toast[];
  readonly unread: number;
}

export const useToasts = create<ToastState>(() => ({ history: [], unread: 0 }));

const kept = 100;

/** Notes what was said. Only errors count as unread: a toast that went well was seen. */
export const noteToast = (toast: Toast): void =>
  useToasts.setState(({ history, unread }) => ({
    history: [toast, ...history].slice(0, kept),
    unread: unread + (toast.tone === 'error' ? 1 : 0),
  }));

/** The list is on view. */
export const markToastsRead = (): void => useToasts.setState({ unread: 0 });

/** Empties the list. */
export const clearToasts = (): void => useToasts.setState({ history: [], unread: 0 });
