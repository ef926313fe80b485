import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '../../icons.ts';
import type { Severity } from './store.ts';

const icons = { error: IconAlertCircle, warning: IconAlertTriangle, info: IconInfoCircle } as const;
const tones = { error: 'tone-error', warning: 'tone-warn', info: 'tone-info' } as const;

/** The sign of a severity; its word stands beside it or is said otherwise. */
export function KindIcon({ severity }: { readonly severity: Severity }) {
  const Icon = icons[severity];
  return <Icon size={13} className={tones[severity]} aria-hidden />;
}
