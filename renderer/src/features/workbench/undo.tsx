import { workbenchTexts } from '../../texts/workbench.ts';
import { showToast } from './toast.ts';

const waitMs = 8000;

/** Says what was done and offers to undo it for a while. */
export function undoable(message: string, undo: () => void): void {
  showToast({ tone: 'info', message, stays: waitMs, actions: [{ label: workbenchTexts.undo, run: undo }] });
}

/**
 * Does something that cannot be taken back only after a while in which it can be undone. It is done at once where the
 * page is left meanwhile.
 */
export function doLater(message: string, act: () => void, undo: () => void): void {
  let settled = false;
  const settle = (then: () => void) => {
    if (settled) return;
    settled = true;
    clearTimeout(timer);
    window.removeEventListener('pagehide', finish);
    then();
  };
  const finish = () => settle(act);
  const timer = setTimeout(finish, waitMs);
  window.addEventListener('pagehide', finish);
  undoable(message, () => settle(undo));
}
