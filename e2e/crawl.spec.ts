import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { foundByChecker, foundByTab, foundCut, foundMarkup } from './crawl/inspect.ts';
import { payloadMarket } from './crawl/market.ts';
import { marketPlaces } from './crawl/market-places.ts';
import { payloadFor } from './crawl/payload.ts';
import { dialogs, type Place, pages, runs } from './crawl/places.ts';
import { seedEverything } from './crawl/seed.ts';
import { test as base, expect } from './fixtures.ts';
import { Crawler } from './pages/crawler.ts';

interface Trap {
  readonly origin: string;
  readonly hits: string[];
}

const test = base.extend<{ trap: Trap }>({
  /** A server that nothing may ask: payloads name it. Below `/market` it is a marketplace that answers with payloads. */
  trap: async ({ browserName: _ }, use) => {
    const hits: string[] = [];
    const elsewhere = 'http://elsewhere.example';
    const market = await payloadMarket(payloadFor(elsewhere), elsewhere);
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', elsewhere);
      if (!pathname.startsWith('/market')) hits.push(pathname);
      const { status, body } = market(pathname.replace('/market', ''));
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A server on a port has such an address.
    const { port } = server.address() as AddressInfo;
    await use({ origin: `http://127.0.0.1:${port}`, hits });
    server.closeAllConnections();
    server.close();
  },
});

for (const [name, places, tag] of [
  ['pages', pages, '@all'],
  ['dialogs', dialogs, '@all'],
  ['runs', runs, '@all'],
  ['market', marketPlaces, '@all'],
] as const satisfies readonly (readonly [string, readonly Place[], string])[]) {
  test(`A73: payloads in every text are text in all ${name}, which are clean, whole and used by keyboard`, {
    tag,
  }, async ({ launch, workspace, trap, hostKind }) => {
    // The marketplace of the trap is really asked.
    seedEverything(workspace, trap.origin, { proxy: name !== 'market' });
    const { page } = await launch(workspace);
    const opened: string[] = [];
    page.on('dialog', (dialog) => {
      opened.push(dialog.message());
      void dialog.dismiss();
    });
    const crawler = new Crawler(page, payloadFor(trap.origin));
    await crawler.workbench.explorer.getByRole('treeitem', { name: 'seeded' }).first().click();
    const isWhole = hostKind === 'browser' && process.env.STUDIO_E2E === 'all';
    // Each place is looked at by the checker in both themes, in a small window and by the Tab key.
    if (isWhole) test.setTimeout(20 * 60_000);
    const found: Record<string, readonly string[]> = {};
    for (const { name: place, open } of places) {
      await test.step(place, async () => {
        await open(crawler);
        const faults = [...(await foundMarkup(page))];
        if (isWhole)
          faults.push(...(await foundByChecker(page)), ...(await foundCut(page)), ...(await foundByTab(page, 6)));
        if (faults.length > 0) found[place] = faults;
        await crawler.leave();
      });
    }
    expect(found).toEqual({});
    expect(opened).toEqual([]);
    expect(trap.hits).toEqual([]);
  });
}
