import { attempt } from '../../backend/session.ts';
import { connectorTexts } from '../../texts/connectors.ts';
import { forgetDocs } from '../editor/store.ts';
import { RemoveQuestion } from '../workbench/remove-question.tsx';
import { showDone } from '../workbench/toast.ts';
import { forgetConnector, refreshConnectors } from './store.ts';

const texts = connectorTexts.remove;

/** Asks before a connector is removed with all that belongs to it: this cannot be undone. */
export const RemoveDialog = ({ connector }: { readonly connector: string }) => (
  <RemoveQuestion
    title={texts.title(connector)}
    text={texts.what}
    keep={texts.cancel}
    remove={texts.button}
    notRemoved={texts.notRemoved}
    onRemove={() => attempt((api) => api.connectors.remove({ id: connector }))}
    onRemoved={() => {
      forgetDocs(connector);
      forgetConnector(connector);
      showDone(texts.removed(connector));
      void refreshConnectors();
    }}
  />
);
