import { existsSync } from 'node:fs';
import path from 'node:path';
import { createRouter } from '../core/procedures/index.ts';
import { openStudio } from '../core/studio/index.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { type BrowserHost, startBrowserHost } from './host.ts';

export { type BrowserHost, type BrowserHostOptions, startBrowserHost } from './host.ts';

export interface StudioInBrowserOptions {
  /** Folder of the workspace. */
  readonly workspace: string;
  /** Port on 127.0.0.1; 0 for any that is free. */
  readonly port: number;
}

/** Loaded by the first who asks for it. */
const startDemo = async (port: number) => (await import('../resources/demo/index.ts')).createDemoApi({ port });

/** The built interface, seen from the bundle (out/main/) or from the source (web/). */
const rendererRoot = (): string =>
  path.resolve(import.meta.dirname, import.meta.filename.endsWith('.ts') ? '../out/renderer' : '../renderer');

function listenFailure(port: number, error: unknown): Result<never> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return fail('input', 'port_taken', `Port ${port} is in use by another program. Choose another port, or 0 for any.`);
  }
  if (code === 'EACCES') {
    return fail('input', 'port_refused', `Port ${port} may not be used. Choose one above 1023, or 0 for any.`);
  }
  return fail('system', 'host_failed', `The browser host could not start: ${String(error)}.`);
}

/**
 * Opens the workspace and serves the studio for a browser of this machine. Fails where the workspace cannot be used, the
 * interface has not been built or the port is taken; nothing stays open then. `close` ends runs and closes the workspace.
 */
export async function startStudioInBrowser(options: StudioInBrowserOptions): Promise<Result<BrowserHost>> {
  const root = rendererRoot();
  if (!existsSync(path.join(root, 'index.html'))) {
    return fail('system', 'not_built', 'The interface has not been built. Call npm run build first.');
  }
  const studio = await openStudio({ workspace: options.workspace, host: 'browser', startDemo });
  if (!studio.ok) return studio;
  try {
    const host = await startBrowserHost({
      router: createRouter(studio.value),
      rendererRoot: root,
      port: options.port,
    });
    return ok({
      ...host,
      close: async () => {
        await host.close();
        await studio.value.close();
      },
    });
  } catch (error) {
    await studio.value.close();
    return listenFailure(options.port, error);
  }
}
