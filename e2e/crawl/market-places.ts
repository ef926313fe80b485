import { expect } from '@playwright/test';
import type { Crawler } from '../pages/crawler.ts';
import { TenantDialog } from '../pages/tenant-dialog.ts';
import { type Place, place } from './places.ts';

/** The address of the marketplace that answers with payloads, as the seed remembers it. */
async function marketplace(crawler: Crawler): Promise<string> {
  const head = crawler.page.getByRole('region', { name: /^Tenants of http.*\/market$/ });
  const name = (await head.getAttribute('aria-label')) ?? '';
  return name.slice('Tenants of '.length);
}

const listing = async (crawler: Crawler, part: string): Promise<void> => {
  await crawler.command('Show the gallery');
  await crawler.page.getByRole('list', { name: 'Listings' }).getByRole('button').first().click();
  await crawler.segment('Part of the listing', part);
};

/** Publishing and the marketplace; the first place adds the tenant that the others look through. */
export const marketPlaces: readonly Place[] = [
  place('marketplace view', (crawler) => crawler.view('Marketplace')),
  place('publish, without a tenant', async (crawler) => {
    await crawler.command('Publish');
    await expect(crawler.page.getByText(/^Before it can go out:/)).toBeVisible();
  }),
  place('dialog: tenant, refused', async (crawler) => {
    await crawler.dialogBy('Add a tenant');
    await new TenantDialog(crawler.page).fill({ marketplace: 'http://127.0.0.1:9', name: 'x', key: 'mk_0123456789' });
    await expect(crawler.dialog.getByRole('alert')).toBeVisible();
  }),
  place('tenant', async (crawler) => {
    await crawler.view('Marketplace');
    const address = await marketplace(crawler);
    await crawler.dialogBy('Add a tenant');
    await new TenantDialog(crawler.page).add({
      marketplace: address,
      name: '<crawl-mark>"><img src=x>',
      key: 'mk_0123456789abcdef',
    });
  }),
  place('tenant menu', (crawler) => crawler.menu(/^More about <crawl/)),
  place('dialog: rename a tenant', async (crawler) => {
    await crawler.menu(/^More about <crawl/);
    await crawler.choose('Rename…');
  }),
  place('dialog: forget a tenant', async (crawler) => {
    await crawler.menu(/^More about <crawl/);
    await crawler.choose('Forget…');
  }),
  place('gallery', async (crawler) => {
    await crawler.command('Show the gallery');
    await expect(crawler.page.getByRole('list', { name: 'Listings' })).toBeVisible();
  }),
  ...['README', 'What it may do', 'Versions', 'Changes', 'Files'].map((part) =>
    place(`listing: ${part}`, (crawler) => listing(crawler, part)),
  ),
  place('listing: id taken', async (crawler) => {
    await listing(crawler, 'README');
    await crawler.press('Add to workspace');
    await expect(crawler.page.getByLabel('Id in the workspace')).toBeVisible();
  }),
  place('dialog: install', async (crawler) => {
    await listing(crawler, 'README');
    await crawler.press('Install…');
    await expect(crawler.dialog.getByRole('button', { name: 'Install and test' })).toBeVisible();
  }),
  place('installed', async (crawler) => {
    await crawler.command('Show installed connectors');
    await expect(crawler.page.getByRole('tabpanel').getByRole('article')).toContainText('cn-seeded');
  }),
  place('installed: test', async (crawler) => {
    await crawler.command('Show installed connectors');
    await crawler.press('Test', crawler.page.getByRole('tabpanel'));
    await expect(crawler.page.getByRole('table', { name: 'Results of the test' })).toBeVisible();
  }),
  place('dialog: uninstall, refused', async (crawler) => {
    await crawler.command('Show installed connectors');
    await crawler.press('Uninstall…');
    await crawler.press('Uninstall', crawler.dialog);
    await expect(crawler.dialog.getByRole('alert').last()).toBeVisible();
  }),
  place('dialog: swap', async (crawler) => {
    await crawler.command('Show installed connectors');
    await crawler.press('Swap for another…');
    await expect(crawler.dialog).not.toContainText('Looking for connectors');
  }),
  place('publish', async (crawler) => {
    await crawler.command('Publish');
    await crawler.page.getByRole('combobox', { name: 'Add a tenant to install into' }).click();
    await crawler.page.getByRole('option', { name: /crawl-mark/ }).click();
    await expect(crawler.page.getByRole('list', { name: /^Tenants to install into/ })).toBeVisible();
  }),
  place('publications', (crawler) => crawler.command('Show publications')),
];
