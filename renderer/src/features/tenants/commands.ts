import { tenantsTexts } from '../../texts/tenants.ts';
import { type AppCommand, always } from '../workbench/app-command.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { showMarket } from './actions.ts';

const texts = tenantsTexts.commands;

/** What can be done with marketplaces. */
export const tenantCommands: readonly AppCommand[] = [
  ...(['gallery', 'installed', 'publications'] as const).map(
    (view): AppCommand => ({
      id: view,
      group: texts.group,
      title: texts[view],
      enabled: always,
      run: () => showMarket(view),
    }),
  ),
  {
    id: 'add-tenant',
    group: texts.group,
    title: texts.add,
    enabled: always,
    run: () => openDialog({ kind: 'tenant', intent: 'add' }),
  },
];
