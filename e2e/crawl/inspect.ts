import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { FLAG, invisible, MARK } from './payload.ts';

/** Longer than a tooltip waits before it opens. */
const tooltipMs = 380;

/** What the window says by itself when the mouse rests on it is on view too: every tooltip at once. */
async function hoverEverything(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('button, a, input, [role=tab], [role=img], .ellipsis'))
      for (const type of ['pointerenter', 'mouseenter', 'pointerover', 'mouseover'])
        element.dispatchEvent(new MouseEvent(type, { bubbles: type.endsWith('over') }));
  });
  await page.waitForTimeout(tooltipMs);
}

async function hoverNothing(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('button, a, input, [role=tab], [role=img], .ellipsis'))
      for (const type of ['pointerleave', 'mouseleave', 'pointerout', 'mouseout'])
        element.dispatchEvent(new MouseEvent(type, { bubbles: type.endsWith('out') }));
  });
}

/** Where foreign text was taken for more than text (A73): elements, handlers, addresses, characters that mislead. */
export async function foundMarkup(page: Page): Promise<readonly string[]> {
  await hoverEverything(page);
  const found = await page.evaluate(
    ([mark, flag, hidden]) => {
      const faults: string[] = [];
      if (flag in window) faults.push('a payload was executed');
      const bad = `${mark}, iframe, object, embed, base, script:not([src]), img[src="x"], svg[onload], link[rel=stylesheet]:not([href^="/"]):not([href^="./"]):not([href^="app:"]):not([href*="/assets/"])`;
      for (const element of document.querySelectorAll(bad)) faults.push(`element: ${element.outerHTML.slice(0, 200)}`);
      const misleads = (text: string) => [...text].some((character) => hidden.includes(character));
      for (const element of document.querySelectorAll('*')) {
        for (const { name, value } of element.attributes) {
          const where = `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} ${name}`;
          if (/^on/i.test(name)) faults.push(`handler: ${where}`);
          const isAddress = /^(?:href|src|xlink:href|action|formaction)$/i.test(name);
          if (isAddress && /^\s*(?:javascript|vbscript):/i.test(value))
            faults.push(`address: ${where}=${value.slice(0, 80)}`);
          const isShown = /^(?:title|alt|placeholder)$/i.test(name);
          if (isShown && misleads(value)) faults.push(`misleading: ${where}=${value.slice(0, 80)}`);
        }
      }
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { nodeValue, parentElement } = walker.currentNode;
        // The editor marks such characters itself, and a field holds the text that is edited.
        if (parentElement?.closest('.monaco-editor, textarea, style, script')) continue;
        if (misleads(nodeValue ?? ''))
          faults.push(
            `misleading text: ${parentElement?.tagName}.${parentElement?.className}: ${nodeValue?.slice(0, 60)}`,
          );
      }
      if (misleads(document.title)) faults.push('misleading: title of the window');
      return [...new Set(faults)];
    },
    [MARK, FLAG, invisible] as const,
  );
  await hoverNothing(page);
  return found;
}

/** What an accessibility checker has against the window in both themes. */
export async function foundByChecker(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.waitForTimeout(150);
    const checker = new AxeBuilder({ page })
      .setLegacyMode(true)
      .exclude('.view-lines')
      .options({ resultTypes: ['violations'], preload: false, iframes: false });
    if (scheme === 'light') checker.withRules(['color-contrast', 'link-in-text-block']);
    const { violations } = await checker.analyze();
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        found.push(
          `${scheme}: ${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.html.slice(0, 160)}`).join(' | ')}`,
        );
  }
  return found;
}

/** What cannot be reached or read in the smallest window: beyond its edge, cut, or covered by something else. */
export async function foundCut(page: Page): Promise<readonly string[]> {
  const large = page.viewportSize();
  await page.setViewportSize({ width: 1024, height: 700 });
  await page.waitForTimeout(120);
  const found = await page.evaluate(() => {
    const faults: string[] = [];
    const controls =
      'button, a[href], input, select, textarea, [role=tab], [role=switch], [role=option], [role=menuitem], [role=treeitem]';
    const nameOf = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${(element.getAttribute('class') ?? '').replaceAll(/\s*(?:mantine-\S+|m_\S+)/g, '')} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 50)}"`;
    const top =
      [...document.querySelectorAll('[role=dialog], [role=menu], .mantine-Popover-dropdown')]
        .filter((one) => one.checkVisibility())
        .at(-1) ?? document;
    if (document.documentElement.scrollWidth > innerWidth)
      faults.push(`the page is ${document.documentElement.scrollWidth} px wide`);
    for (const element of top.querySelectorAll(controls)) {
      if (
        !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
        element.closest('.monaco-editor, .skip-links, [inert], [aria-hidden=true]')
      )
        continue;
      const box = element.getBoundingClientRect();
      if (box.width < 2 || box.height < 2) continue;
      let [left, right, upper, lower] = [0, innerWidth, 0, innerHeight];
      let scrolls = false;
      for (let parent = element.parentElement; parent && !scrolls; parent = parent.parentElement) {
        const style = getComputedStyle(parent);
        if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
        const room = parent.getBoundingClientRect();
        // What scrolls can be brought into view, in that direction.
        const across = /auto|scroll/.test(style.overflowX) && parent.scrollWidth > parent.clientWidth;
        const along = /auto|scroll/.test(style.overflowY) && parent.scrollHeight > parent.clientHeight;
        if (across || along) scrolls = true;
        if (!across) [left, right] = [Math.max(left, room.left), Math.min(right, room.right)];
        if (!along) [upper, lower] = [Math.max(upper, room.top), Math.min(lower, room.bottom)];
        if (style.position === 'fixed') break;
      }
      if (scrolls) continue;
      const cut = Math.max(left - box.left, box.right - right, upper - box.top, box.bottom - lower);
      if (cut > 2) faults.push(`cut by ${Math.round(cut)} px: ${nameOf(element)}`);
      else {
        const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        const label = element.closest('label') ?? element.parentElement;
        if (over && !element.contains(over) && !over.contains(element) && !label?.contains(over))
          faults.push(`covered by ${nameOf(over)}: ${nameOf(element)}`);
      }
    }
    return [...new Set(faults)];
  });
  if (large) await page.setViewportSize(large);
  return found;
}

/** Whether Tab goes on from everything it reaches, and shows where it is. */
export async function foundByTab(page: Page, steps: number): Promise<readonly string[]> {
  const faults: string[] = [];
  const seen = new Map<string, number>();
  for (let n = 0; n < steps; n++) {
    // In the editor Tab indents, and leaves a menu or the box for finding where it is: there are other keys.
    const here = await page.evaluate(() => {
      const within = (selector: string) => Boolean(document.activeElement?.closest(selector));
      return within('.monaco-editor') ? 'editor' : within('[role=menu], [role=combobox]') ? 'list' : 'other';
    });
    if (here === 'list') break;
    await page.keyboard.press(here === 'editor' ? 'F6' : 'Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return undefined;
      const box = element.getBoundingClientRect();
      const name = `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 50)}"`;
      if (element.closest('.monaco-editor')) return { name, key: name, isShown: true, isIn: true };
      const marked = [
        element,
        ...element.querySelectorAll('*'),
        element.parentElement,
        element.nextElementSibling,
      ].some((one) => {
        if (!one) return false;
        const style = getComputedStyle(one);
        return (
          (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
        );
      });
      const bordered = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
      const isIn = box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
      return { name, key: `${name} ${Math.round(box.x)} ${Math.round(box.y)}`, isShown: marked || bordered, isIn };
    });
    if (focus === undefined) continue;
    seen.set(focus.key, (seen.get(focus.key) ?? 0) + 1);
    if (!focus.isShown) faults.push(`focus not shown: ${focus.name}`);
    if (!focus.isIn) faults.push(`focus out of view: ${focus.name}`);
  }
  if (seen.size === 1 && (seen.values().next().value ?? 0) > 2)
    faults.push(`focus does not go on from ${[...seen.keys()][0]}`);
  return [...new Set(faults)];
}
