/** The parts of the window that F6 goes through, in their order; each is an element with this attribute. */
const regions = () =>
  [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((one) => one.offsetParent !== null);

const focusable =
  '[tabindex="0"], button:not([disabled]):not([tabindex="-1"]), input:not([disabled]), textarea, select, a[href]';

const main =
  '.monaco-editor textarea, .monaco-editor .native-edit-context, [role="tree"], [role="grid"][tabindex="0"], [data-autofocus]';

/** Moves the keyboard into a part of the window: to what is selected there, else to the first that takes it. */
function enter(region: HTMLElement): void {
  const preferred = region.querySelector<HTMLElement>(main);
  (preferred ?? region.querySelector<HTMLElement>(focusable) ?? region).focus();
}

/** Moves the keyboard to the next or the previous part of the window, around the ends. */
export function moveFocus(step: 1 | -1): void {
  const all = regions();
  const here = all.findIndex((one) => one.contains(document.activeElement));
  const next = all.at((here === -1 && step === -1 ? 0 : here + step) % Math.max(1, all.length));
  if (next) enter(next);
}

/** Moves the keyboard into the part of the window with that name. */
export function focusRegion(name: string): void {
  const region = regions().find((one) => one.dataset.region === name);
  if (region) enter(region);
}

/** Moves the keyboard to the main thing in a part of the window; where there is none (yet), to the part as a whole. */
export function focusMain(name: string): void {
  const region = regions().find((one) => one.dataset.region === name);
  (region?.querySelector<HTMLElement>(main) ?? region)?.focus();
}
