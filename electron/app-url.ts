/** The scheme of the interface; a standard and secure one, so that it has an origin, storage and workers. */
export const appScheme = 'app';

const appHost = 'studio';

/** Origin of every page that this application shows. */
export const appOrigin = `${appScheme}://${appHost}`;

/** The one page. */
export const appPage = `${appOrigin}/index.html`;

/** True for an address of the interface, and for no look-alike such as `app://studio.evil/`. */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username } = new URL(url);
  return protocol === `${appScheme}:` && host === appHost && username === '';
}

/** What a sender check looks at; a part of Electron's WebFrameMain. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
}

/** True where a message comes from the main frame of the interface: no sub-frame, no other page (A96). */
export const isOwnFrame = (frame: SenderFrame | null): boolean =>
  frame !== null && frame.parent === null && isAppUrl(frame.url);
