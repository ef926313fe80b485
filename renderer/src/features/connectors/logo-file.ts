import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import { viewLimits } from '../../../../shared/limits.ts';
import { formatBytes } from '../../lib/format.ts';
import { logoTexts as texts } from '../../texts/overview.ts';
import { showDone, showError } from '../workbench/toast.ts';
import { writeFile } from './write-file.ts';

const path = 'logo.svg';

const refuse = (message: string): void => showError(texts.notSaved, { kind: 'input', code: 'bad_logo', message });

/** Saves a file as the logo of a connector, cleaned of all that a picture does not need. */
async function saveLogo({ id, files, revision }: ConnectorDetail, file: File): Promise<void> {
  if (file.size > viewLimits.logoBytes) return refuse(texts.tooLarge(formatBytes(viewLimits.logoBytes)));
  let text: string;
  try {
    text = await file.text();
  } catch {
    return refuse(texts.unreadable);
  }
  const { cleanSvg } = await import('./clean-logo.ts');
  const clean = cleanSvg(text);
  if (clean === undefined) return refuse(texts.notSvg);
  const known = files.some((one) => one.path === path);
  if (await writeFile(id, path, `${clean}\n`, known ? undefined : revision))
    showDone(clean.length < text.trim().length ? texts.cleaned : texts.saved);
}

/** Asks for a file and saves it as the logo of a connector. */
export function chooseLogo(detail: ConnectorDetail): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.svg,image/svg+xml';
  input.setAttribute('aria-label', texts.file);
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) void saveLogo(detail, file);
  });
  input.click();
}
