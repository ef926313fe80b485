import type { Page } from '@playwright/test';
import { ConnectionDialog } from './pages/connection-dialog.ts';
import { ImportDialog } from './pages/import-dialog.ts';

/** Makes the connector `demo` of the demo API with an account `me`, and shows the connectors. */
export async function makeDemoConnector(page: Page, demoApi: { readonly url: string; readonly key: string }) {
  const description = new ImportDialog(page);
  await description.open();
  await description.chooseFile('openapi.json', await (await fetch(`${demoApi.url}/openapi.json`)).text());
  await description.create('demo');
  const connection = new ConnectionDialog(page);
  await connection.open();
  await connection.save('me', demoApi.key);
  await page.getByRole('button', { name: 'Connectors' }).click();
}
