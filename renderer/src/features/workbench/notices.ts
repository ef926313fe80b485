import { create } from 'zustand';
import { markToastsRead } from './toast-store.ts';

/** Which list of the status bar is open: what was said, or what lasts. */
export const useNotices = create<{ readonly open: 'toasts' | 'tasks' | null }>(() => ({ open: null }));

/** Shows the list of what was said. */
export function openNotices(): void {
  markToastsRead();
  useNotices.setState({ open: 'toasts' });
}

/** Shows the list of what lasts. */
export const openTasks = (): void => useNotices.setState({ open: 'tasks' });

export const closeNotices = (): void => useNotices.setState({ open: null });
