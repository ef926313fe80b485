import { assertNever } from '../../../../shared/result.ts';
import { visibleText } from '../../lib/text.ts';
import { entitiesTexts } from '../../texts/entities.ts';
import { galleryTexts, updateTexts } from '../../texts/gallery.ts';
import { historyTexts } from '../../texts/history.ts';
import { publishTexts } from '../../texts/publish.ts';
import { tabTexts } from '../../texts/tabs.ts';
import { tenantsTexts } from '../../texts/tenants.ts';
import { connectorOf, type Tab } from './tabs.ts';

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What the tab is called; a file whose name is open twice carries its connector. */
export function tabTitle(tab: Tab, open: readonly Tab[]): string {
  switch (tab.kind) {
    case 'settings':
      return tabTexts.settings;
    case 'overview':
      return visibleText(tab.connector);
    case 'entities':
      return visibleText(`${entitiesTexts.tab} – ${tab.connector}`);
    case 'publish':
      return visibleText(publishTexts.tab(tab.connector));
    case 'update':
      return visibleText(updateTexts.tab(tab.connector));
    case 'market':
      return tenantsTexts.views[tab.view];
    case 'listing':
      return visibleText(galleryTexts.tab(tab.listing));
    case 'history':
      return visibleText(historyTexts.tab(tab.path === undefined ? tab.connector : nameOf(tab.path)));
    case 'diff':
      return visibleText(historyTexts.diffTab(nameOf(tab.path), tab.left, tab.right));
    case 'revision':
      return visibleText(historyTexts.revisionTab(nameOf(tab.path), tab.revision));
    case 'file': {
      const name = nameOf(tab.path);
      const twin = open.some(
        (one) => one.kind === 'file' && nameOf(one.path) === name && one.connector !== tab.connector,
      );
      return visibleText(twin ? `${name} – ${tab.connector}` : name);
    }
    default:
      return assertNever(tab);
  }
}

/** What the tab shows in full. */
export function tabTip(tab: Tab): string {
  switch (tab.kind) {
    case 'settings':
      return tabTexts.settings;
    case 'overview':
      return tabTexts.overviewOf(visibleText(tab.connector));
    case 'entities':
      return entitiesTexts.title(visibleText(tab.connector));
    case 'publish':
      return publishTexts.title(visibleText(tab.connector));
    case 'update':
      return updateTexts.title(visibleText(tab.connector));
    case 'market':
      return tenantsTexts.views[tab.view];
    case 'listing':
      return galleryTexts.tab(visibleText(tab.listing));
    case 'history':
      return historyTexts.page(visibleText(tab.path === undefined ? tab.connector : `${tab.connector}/${tab.path}`));
    case 'diff':
      return historyTexts.diffTab(visibleText(`${tab.connector}/${tab.path}`), tab.left, tab.right);
    case 'revision':
      return historyTexts.revisionTab(visibleText(`${tab.connector}/${tab.path}`), tab.revision);
    case 'file':
      return visibleText(`${tab.connector}/${tab.path}`);
    default:
      return assertNever(tab);
  }
}

/** Title of the window: what is worked on, then the product. */
export function windowTitle(tab: Tab | undefined, active: string | null): string {
  const connector = (tab === undefined ? undefined : connectorOf(tab)) ?? active;
  return connector === null ? tabTexts.product : `${visibleText(connector)} – ${tabTexts.product}`;
}
