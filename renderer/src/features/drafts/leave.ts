import { writeThrough } from '../../lib/storage.ts';
import { isAnythingUnkept, keepDrafts } from './keeper.ts';

/** Keeps what was typed last when the page is left, and has the browser ask only where that is not possible (R36). */
export function startLeaving(): () => void {
  const onLeave = (event: BeforeUnloadEvent) => {
    void keepDrafts();
    if (isAnythingUnkept()) event.preventDefault();
  };
  const onHide = () => {
    void keepDrafts();
    void writeThrough();
  };
  window.addEventListener('beforeunload', onLeave);
  window.addEventListener('pagehide', onHide);
  return () => {
    window.removeEventListener('beforeunload', onLeave);
    window.removeEventListener('pagehide', onHide);
  };
}
