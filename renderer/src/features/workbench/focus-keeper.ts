import { focusMain } from './regions.ts';

/** Where the keyboard was last in the window itself, not in a dialog or a menu in front of it. */
interface Place {
  readonly element: HTMLElement;
  readonly region: string | undefined;
}

/** What stands in front of the window, the last opened one last. */
const inFront = (): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('[role="dialog"], [role="menu"]')].at(-1);

function enterDialog(dialog: HTMLElement): void {
  const wanted = dialog.querySelector<HTMLElement>('[data-autofocus], [role="grid"][tabindex="0"]');
  (wanted ?? dialog).focus();
}

const isShown = (element: HTMLElement): boolean => element.isConnected && element.offsetParent !== null;

/**
 * Takes care that the keyboard is always somewhere. Where what had it is taken away (a dialog that closes, a menu, a button
 * that gave way to a result), it goes to the dialog in front, else back to where it was in the window, else to that part of
 * the window. A click beside everything is left as it is: then nothing was taken away.
 */
export function keepFocus(): () => void {
  let place: Place | undefined;
  const onFocusIn = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target.closest('.workbench') === null) return;
    place = { element: target, region: target.closest<HTMLElement>('[data-region]')?.dataset.region };
  };
  const onFocusOut = ({ target, relatedTarget }: FocusEvent) => {
    if (relatedTarget !== null || !(target instanceof HTMLElement)) return;
    // Later: now it is still there, and whoever took it away may have a place of its own in mind.
    setTimeout(() => {
      if (document.activeElement !== document.body || isShown(target)) return;
      const dialog = inFront();
      if (dialog) enterDialog(dialog);
      else if (place && isShown(place.element)) place.element.focus();
      else focusMain(place?.region ?? 'editor');
    }, 30);
  };
  document.addEventListener('focusin', onFocusIn);
  document.addEventListener('focusout', onFocusOut);
  return () => {
    document.removeEventListener('focusin', onFocusIn);
    document.removeEventListener('focusout', onFocusOut);
  };
}
