/** Cookies know no ports: the name keeps two hosts on one machine apart. */
const cookieName = (port: number): string => `studio-${port}`;

/** The session cookie: out of reach for scripts, never sent along by other sites, gone with the browser session. */
export const sessionCookie = (port: number, session: string): string =>
  `${cookieName(port)}=${session}; Path=/; HttpOnly; SameSite=Strict`;

/** Takes the session cookie out of the browser. */
export const noCookie = (port: number): string => `${sessionCookie(port, '')}; Max-Age=0`;

/** The session secret of a Cookie header, or undefined. */
export function sessionOf(header: string | undefined, port: number): string | undefined {
  const prefix = `${cookieName(port)}=`;
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(prefix))?.slice(prefix.length);
}
