import { createHash, timingSafeEqual } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { dump } from 'js-yaml';
import { demoApiLimits } from '../../shared/limits.ts';
import { type Answer, badRequest, notFound, serverError, unauthorised } from './answer.ts';
import { createStore } from './data/store.ts';
import { createDocument } from './document.ts';
import type { Context } from './operation.ts';
import { createOperations } from './operations/index.ts';

/** Where the description stands; read without a key. */
export const descriptionPaths = ['/openapi.json', '/openapi.yaml'] as const;

export interface AppOptions {
  readonly seed: number;
  readonly key: string;
  /** URL the server is reached at, known once it listens. */
  url(): string;
  /** Sees each route as it is added. */
  onRoute?(method: string, path: string): void;
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value);
  return reply.code(answer.status).send(answer.body);
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The key a request carries, in either of the two ways. */
function givenKey(request: FastifyRequest): string | undefined {
  const header = request.headers['x-api-key'];
  if (typeof header === 'string') return header;
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

function requireKey(app: FastifyInstance, key: string): void {
  const expected = digest(key);
  app.addHook('onRequest', async (request, reply) => {
    const [path] = request.url.split('?');
    if (descriptionPaths.some((open) => open === path)) return undefined;
    return timingSafeEqual(digest(givenKey(request) ?? ''), expected) ? undefined : send(reply, unauthorised());
  });
}

function answerErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => send(reply, notFound('address', `${request.method} ${request.url}`)));
  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
    if (typeof status !== 'number' || status < 400 || status > 499) {
      return send(reply, serverError('The demo API failed; this is a fault of its own.'));
    }
    return send(reply, { ...badRequest(error instanceof Error ? error.message : 'Malformed request.'), status });
  });
}

/** The demo API as a Fastify application that listens nowhere yet. */
export function createApp(options: AppOptions): FastifyInstance {
  const store = createStore(options.seed);
  const operations = createOperations();
  const app = fastify({
    bodyLimit: demoApiLimits.bodyBytes,
    exposeHeadRoutes: false,
    // A slow report must not hold up the end of the server.
    forceCloseConnections: true,
  });
  app.addHook('onRoute', (added) => {
    for (const method of [added.method].flat()) options.onRoute?.(method, added.url);
  });
  requireKey(app, options.key);
  answerErrors(app);

  const url: Context['url'] = (path, query) => {
    const target = new URL(path, options.url());
    for (const [name, value] of Object.entries(query)) target.searchParams.set(name, String(value));
    return target.href;
  };
  for (const operation of operations) {
    app.route({
      method: operation.method.toUpperCase(),
      url: operation.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      handler: async (request, reply) => {
        const gone = new AbortController();
        reply.raw.once('close', () => gone.abort());
        return send(reply, await operation.handle(request, { store, url, signal: gone.signal }));
      },
    });
  }
  // On many lines: people are shown the line of the description that a finding comes from.
  app.get(descriptionPaths[0], (_request, reply) =>
    reply.type('application/json').send(JSON.stringify(createDocument(operations, options.url()), null, 2)),
  );
  app.get(descriptionPaths[1], (_request, reply) =>
    reply.type('application/yaml').send(dump(createDocument(operations, options.url()), { noRefs: true })),
  );
  return app;
}
