/** The part of the browser's Trusted Types that is used here; TypeScript's DOM types have none of it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: Readonly<Record<'createHTML' | 'createScriptURL', (text: string) => string | null>>,
  ): unknown;
}

declare global {
  interface Window {
    /** Chromium has it; a browser without it takes text as ever. */
    readonly trustedTypes?: TrustedTypes;
  }
}

/** Style sheets pass, since Mantine sets the text of its `<style>` elements as markup; what could be an element does not. */
export const trustedMarkup = (text: string): string | null => (text.includes('<') ? null : text);

/** Scripts of the built interface pass: Monaco's workers. */
export function trustedScript(address: string, page: string): string | null {
  const scripts = new URL('/assets/', page).href;
  return URL.canParse(address, page) && new URL(address, page).href.startsWith(scripts) ? address : null;
}

/**
 * Sets the policy that decides over text which a library hands to the page as markup or as the address of a script,
 * without a policy of its own. To be called before the first of them is run (A74).
 */
export function restrictMarkup(): void {
  window.trustedTypes?.createPolicy('default', {
    createHTML: trustedMarkup,
    createScriptURL: (address) => trustedScript(address, location.href),
  });
}
