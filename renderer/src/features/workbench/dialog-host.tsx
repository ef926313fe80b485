import { assertNever } from '../../../../shared/result.ts';
import { AboutDialog } from '../about/about-dialog.tsx';
import { ConnectionDialog } from '../connections/connection-dialog.tsx';
import { DuplicateDialog } from '../connectors/duplicate-dialog.tsx';
import { NewFileDialog } from '../connectors/new-file-dialog.tsx';
import { RemoveDialog } from '../connectors/remove-dialog.tsx';
import { CloseDialog } from '../editor/close-dialog.tsx';
import { StaleDialog } from '../editor/stale-dialog.tsx';
import { ImportDialog } from '../import/import-dialog.tsx';
import { ProbeDialog } from '../probe/probe-dialog.tsx';
import { PublishDialog } from '../publish/publish-dialog.tsx';
import { useDialogs } from './dialogs.ts';

/** The open dialog. */
export function DialogHost() {
  const { dialog } = useDialogs();
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'import':
      return <ImportDialog connector={dialog.connector} />;
    case 'probe':
      return <ProbeDialog connector={dialog.connector} entities={dialog.entities} />;
    case 'publish':
      return <PublishDialog connector={dialog.connector} />;
    case 'connection':
      return <ConnectionDialog connector={dialog.connector} name={dialog.name} allowHost={dialog.allowHost} />;
    case 'about':
      return <AboutDialog />;
    case 'stale':
      return <StaleDialog connector={dialog.connector} paths={dialog.paths} message={dialog.message} />;
    case 'close':
      return <CloseDialog tab={dialog.tab} connector={dialog.connector} path={dialog.path} />;
    case 'new-file':
      return <NewFileDialog connector={dialog.connector} />;
    case 'duplicate':
      return <DuplicateDialog connector={dialog.connector} />;
    case 'remove':
      return <RemoveDialog connector={dialog.connector} />;
    default:
      return assertNever(dialog);
  }
}
