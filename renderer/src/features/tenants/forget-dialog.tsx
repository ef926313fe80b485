import { attempt } from '../../backend/session.ts';
import { visibleText } from '../../lib/text.ts';
import { tenantsTexts as texts } from '../../texts/tenants.ts';
import { RemoveQuestion } from '../workbench/remove-question.tsx';
import { showDone } from '../workbench/toast.ts';
import { refreshTenants } from './store.ts';

interface ForgetDialogProps {
  /** Id of a tenant, or address of a marketplace. */
  readonly what: { readonly tenant: string } | { readonly marketplace: string };
  readonly name: string;
}

/** Asks before a tenant, or a marketplace with all of its tenants, is forgotten with its keys. */
export function ForgetDialog({ what, name }: ForgetDialogProps) {
  return (
    <RemoveQuestion
      title={texts.forgetTitle(visibleText(name))}
      text={'tenant' in what ? texts.forgetTenant : texts.forgetMarketplace}
      keep={texts.cancel}
      remove={texts.forget}
      notRemoved={texts.notForgotten}
      onRemove={() =>
        attempt((api) => ('tenant' in what ? api.tenants.remove(what) : api.tenants.removeMarketplace(what)))
      }
      onRemoved={() => {
        showDone(texts.forgotten(name));
        void refreshTenants();
      }}
    />
  );
}
