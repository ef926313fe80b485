import { protocol } from 'electron';
import { openStaticFiles } from '../core/static/index.ts';
import { securityHeaders } from '../shared/security.ts';
import { appScheme, isAppUrl } from './app-url.ts';
import { rendererRoot } from './paths.ts';

/** To be called before the application is ready: gives the scheme an origin, fetch, workers and a code cache. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

const refused = (status: 404 | 405): Response => new Response(null, { status, headers: securityHeaders });

/** Serves the built interface at `app://studio/`: exactly its files, with the security headers (A88). */
export async function serveInterface(): Promise<void> {
  const files = await openStaticFiles(rendererRoot);
  protocol.handle(appScheme, async (request) => {
    if (request.method !== 'GET') return refused(405);
    const file = isAppUrl(request.url) ? files.find(new URL(request.url).pathname) : undefined;
    return file ? new Response(await file.read(), { headers: file.headers }) : refused(404);
  });
}
