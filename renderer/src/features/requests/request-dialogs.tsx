import { assertNever } from '../../../../shared/result.ts';
import type { Exchange } from '../../../../shared/run/exchange.ts';
import { CompareDialog } from './compare-dialog.tsx';
import { CopyDialog } from './copy-dialog.tsx';
import { ResendDialog } from './resend-dialog.tsx';
import { useRequests } from './store.ts';

/** The open dialog about requests. `find` gives an exchange of the run on view. */
export function RequestDialogs({ find }: { readonly find: (id: string) => Exchange | undefined }) {
  const dialog = useRequests((state) => state.dialog);
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'copy':
      return <CopyDialog exchange={dialog.exchange} as={dialog.as} />;
    case 'compare':
      return <CompareDialog a={dialog.a} b={dialog.b} />;
    case 'resend': {
      const exchange = find(dialog.exchange);
      return exchange ? <ResendDialog exchange={exchange} /> : null;
    }
    default:
      return assertNever(dialog);
  }
}
