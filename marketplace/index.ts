import { isIPv6 } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { marketplaceLimits, packageLimits } from '../shared/limits.ts';
import { registerAccess } from './access.ts';
import { type Archives, openArchives } from './archives.ts';
import { type MarketplaceDatabase, openDatabase } from './database.ts';
import { answerBadAddress, answerNoise, newRequestId, registerFailures } from './failures.ts';
import { addFirstKey } from './keys.ts';
import { registerCatalogue } from './routes/catalogue.ts';
import { registerPublish } from './routes/publish.ts';

/** Where the marketplace keeps its data and listens. */
export interface MarketplaceOptions {
  /** Folder of the database and the archives; made where it is missing. */
  readonly dataDirectory: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly host?: string;
}

/** A marketplace that runs. */
export interface Marketplace {
  readonly url: string;
  /** `sk_…`, only where this start made the first key: it is kept hashed and cannot be shown again. */
  readonly key?: string;
  close(): Promise<void>;
}

function createApp(db: MarketplaceDatabase, archives: Archives): FastifyInstance {
  const app = fastify({
    bodyLimit: packageLimits.archiveBytes,
    requestTimeout: marketplaceLimits.uploadMs,
    forceCloseConnections: true,
    genReqId: newRequestId,
    clientErrorHandler: answerNoise,
    frameworkErrors: answerBadAddress,
  });
  registerFailures(app);
  registerAccess(app, db);
  registerPublish(app, db, archives);
  registerCatalogue(app, db, archives);
  app.get('/healthz', async () => ({ object: 'health', status: 'ok' }));
  return app;
}

function addressOf(app: FastifyInstance, host: string): string {
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

/**
 * Starts the reference marketplace; resolves when it takes requests. Rejects with the error of the system where the
 * folder or the port cannot be used (`EADDRINUSE`, `EACCES` …).
 */
export async function createMarketplace(options: MarketplaceOptions): Promise<Marketplace> {
  const { dataDirectory, port = 0, host = '127.0.0.1' } = options;
  const db = openDatabase(dataDirectory);
  try {
    const app = createApp(db, await openArchives(dataDirectory));
    const close = async (): Promise<void> => {
      await app.close();
      await db.destroy();
    };
    await app.listen({ port, host });
    try {
      // Only now: a key made by a start that then finds its port taken would never have been shown.
      const key = await addFirstKey(db);
      return { url: addressOf(app, host), ...(key === undefined ? {} : { key }), close };
    } catch (error) {
      await app.close();
      throw error;
    }
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
