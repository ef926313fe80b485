import swagger from '@fastify/swagger';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { productVersion } from '../core/version.ts';
import { marketplaceLimits, packageLimits } from '../shared/limits.ts';
import { registerAccess } from './access.ts';
import { answerBadAddress, answerNoise, newRequestId, registerFailures } from './failures.ts';
import type { Scope } from './keys.ts';
import type { Market } from './market.ts';
import { describeRoute } from './openapi.ts';
import type { RateLimit } from './rate-limit.ts';
import { registerCatalogue } from './routes/catalogue.ts';
import { registerConnectors } from './routes/connectors.ts';
import { registerHealth } from './routes/health.ts';
import { registerOAuth } from './routes/oauth.ts';
import { registerOperators } from './routes/operators.ts';
import { registerOwnership } from './routes/ownership.ts';
import { registerPublish } from './routes/publish.ts';
import { registerReceipts } from './routes/receipts.ts';

/** The server with routes that are declared by Zod schemas: they check what comes and goes, and describe it. */
export type MarketApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** A route as it is declared; tests make the matrix of routes, verbs and tenants of these. */
export interface DeclaredRoute {
  readonly method: string;
  readonly url: string;
  readonly scope: Scope | null;
}

/** The server without a socket, and its routes. */
export async function createApp(
  market: Market,
  allow: RateLimit,
): Promise<{ readonly app: MarketApp; readonly routes: readonly DeclaredRoute[] }> {
  const app: MarketApp = fastify({
    bodyLimit: marketplaceLimits.bodyBytes,
    requestTimeout: marketplaceLimits.uploadMs,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    genReqId: newRequestId,
    clientErrorHandler: answerNoise(allow),
    frameworkErrors: answerBadAddress(allow),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  const archive = ['application/vnd.connector+zip', 'application/octet-stream'];
  app.addContentTypeParser(
    archive,
    { parseAs: 'buffer', bodyLimit: packageLimits.archiveBytes },
    (_request, body, done) => done(null, body),
  );
  app.removeContentTypeParser('text/plain');
  registerFailures(app);
  registerAccess(app, market, allow);
  const routes: DeclaredRoute[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const verb of [method].flat()) routes.push({ method: verb, url, scope: config?.scope ?? null });
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Connector marketplace',
        description: 'Publish connectors, find them, and install them into a tenant.',
        version: productVersion,
      },
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'A key `sk_…` of one tenant, with its scopes.' },
        },
      },
      security: [{ key: [] }],
    },
    transform: describeRoute,
  });
  registerPublish(app, market);
  registerCatalogue(app, market);
  registerOwnership(app, market);
  registerOperators(app, market);
  registerReceipts(app, market);
  registerConnectors(app, market);
  registerOAuth(app, market);
  registerHealth(app, market);
  await app.ready();
  return { app, routes };
}
