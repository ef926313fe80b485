import { showToast } from '../features/workbench/toast.ts';
import { kitTexts } from '../texts/kit.ts';

const texts = kitTexts.clipboard;
const staysMs = 1500;

/** Copies text and says so; where the host refuses the clipboard, says that instead. `what` names it, e.g. `value`. */
export function copyText(text: string, what: string): void {
  navigator.clipboard.writeText(text).then(
    () => showToast({ tone: 'done', message: texts.copied(what), stays: staysMs }),
    () => showToast({ tone: 'error', message: texts.notCopied(what) }),
  );
}
