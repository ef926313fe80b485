import { writeThrough } from '../../lib/storage.ts';
import { isAnythingUnkept, keepAtOnce, keepDrafts, keepLast } from './keeper.ts';

/**
 * Keeps what was typed last when the page is left, and has the browser ask only where that is not possible (R27, R36). A page
 * that goes out of sight may be ended without another word: it sends what it has, and goes on.
 */
export function startLeaving(): () => void {
  const onLeave = (event: BeforeUnloadEvent) => {
    if (isAnythingUnkept()) event.preventDefault();
    // Until the next page is there, this one goes on for a moment, in which most of it arrives.
    keepAtOnce();
  };
  const onHide = () => {
    keepLast();
    void writeThrough();
  };
  const onVisibility = () => {
    if (document.visibilityState === 'hidden') void keepDrafts();
  };
  window.addEventListener('beforeunload', onLeave);
  window.addEventListener('pagehide', onHide);
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    window.removeEventListener('beforeunload', onLeave);
    window.removeEventListener('pagehide', onHide);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}
