import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, type TestInfo } from '@playwright/test';

const journeys = /journey\.spec\.ts$/;

/**
 * A picture of the window in both themes, and what an accessibility checker says of it. No checker on the stand-in: it shows
 * the same page in the same Chromium as the browser host, and the checker takes a second each time. `npm test` looks at the
 * journey to a published connector, `npm run e2e:all` at every page: that takes longer than anybody waits.
 */
export async function look(page: Page, info: TestInfo, name: string): Promise<void> {
  if (!journeys.test(info.file) && process.env.STUDIO_E2E !== 'all') return;
  for (const scheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    // The editor takes its theme over a frame later than the page.
    await page.waitForTimeout(150);
    await page.screenshot({ path: info.outputPath(`${name}-${scheme}.png`), animations: 'disabled' });
    if (info.project.name === 'standin') continue;
    const checker = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
    // In colours alone the second theme differs from the first.
    if (scheme === 'light') checker.withRules(['color-contrast', 'link-in-text-block']);
    const { violations } = await checker.analyze();
    const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
    const found = serious.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
    expect(found, `${name} in ${scheme}`).toEqual([]);
  }
}
