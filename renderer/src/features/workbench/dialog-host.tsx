import { assertNever } from '../../../../shared/result.ts';
import { AboutDialog } from '../about/about-dialog.tsx';
import { ConnectionDialog } from '../connections/connection-dialog.tsx';
import { DuplicateDialog } from '../connectors/duplicate-dialog.tsx';
import { ManifestDialog } from '../connectors/manifest-dialog.tsx';
import { NewConnectorDialog } from '../connectors/new-connector-dialog.tsx';
import { NewFileDialog } from '../connectors/new-file-dialog.tsx';
import { RemoveDialog } from '../connectors/remove-dialog.tsx';
import { CloseDialog } from '../editor/close-dialog.tsx';
import { ConflictDialog } from '../editor/conflict-dialog.tsx';
import { NameDialog } from '../history/name-dialog.tsx';
import { ImportDialog } from '../import/import-dialog.tsx';
import { OpenPageDialog } from '../markdown/open-page-dialog.tsx';
import { OpenRequestDialog } from '../open-request/open-request-dialog.tsx';
import { ProbeDialog } from '../probe/probe-dialog.tsx';
import { GiveUpDialog } from '../publish/give-up-dialog.tsx';
import { CompareDialog } from '../runs/compare-dialog.tsx';
import { RemoveRunsDialog } from '../runs/remove-runs-dialog.tsx';
import { ForgetDialog } from '../tenants/forget-dialog.tsx';
import { InstallDialog } from '../tenants/install-dialog.tsx';
import { SwapDialog } from '../tenants/swap-dialog.tsx';
import { TenantDialog } from '../tenants/tenant-dialog.tsx';
import { UninstallDialog } from '../tenants/uninstall-dialog.tsx';
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
    case 'connection':
      return (
        <ConnectionDialog
          connector={dialog.connector}
          name={dialog.name}
          like={dialog.like}
          allowHost={dialog.allowHost}
        />
      );
    case 'open-request':
      return <OpenRequestDialog />;
    case 'compare-runs':
      return <CompareDialog a={dialog.a} b={dialog.b} />;
    case 'remove-runs':
      return <RemoveRunsDialog connector={dialog.connector} />;
    case 'manifest':
      return <ManifestDialog connector={dialog.connector} section={dialog.section ?? 'general'} />;
    case 'new-connector':
      return <NewConnectorDialog />;
    case 'about':
      return <AboutDialog />;
    case 'conflict':
      return <ConflictDialog connector={dialog.connector} path={dialog.path} />;
    case 'name-revision':
      return <NameDialog connector={dialog.connector} revision={dialog.revision} label={dialog.label} />;
    case 'close':
      return <CloseDialog tab={dialog.tab} connector={dialog.connector} path={dialog.path} />;
    case 'new-file':
      return <NewFileDialog connector={dialog.connector} />;
    case 'duplicate':
      return <DuplicateDialog connector={dialog.connector} />;
    case 'remove':
      return <RemoveDialog connector={dialog.connector} />;
    case 'tenant':
      return <TenantDialog {...dialog} />;
    case 'forget':
      return <ForgetDialog what={dialog.what} name={dialog.name} />;
    case 'uninstall':
      return <UninstallDialog tenant={dialog.tenant} instance={dialog.instance} name={dialog.name} />;
    case 'swap':
      return <SwapDialog tenant={dialog.tenant} instance={dialog.instance} name={dialog.name} />;
    case 'install':
      return <InstallDialog {...dialog} />;
    case 'open-page':
      return <OpenPageDialog {...dialog} />;
    case 'give-up':
      return <GiveUpDialog publication={dialog.publication} />;
    default:
      return assertNever(dialog);
  }
}
