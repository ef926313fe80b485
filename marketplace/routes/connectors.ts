import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { capabilityName } from '../../shared/connector/names.ts';
import { tenantOf } from '../access.ts';
import { answerOnce } from '../answer-once.ts';
import type { MarketApp } from '../app.ts';
import { authorizeAgain, authorizingSchema } from '../connectors/authorize-again.ts';
import { install } from '../connectors/install.ts';
import { findConnector } from '../connectors/installed.ts';
import { listConnectors } from '../connectors/list.ts';
import { moveConnector, moveSchema } from '../connectors/move.ts';
import {
  connectorId,
  connectorKind,
  connectorParams,
  connectorSchema,
  connectorStatus,
  connectorSummarySchema,
  installedSchema,
  toConnector,
  toSummary,
} from '../connectors/object.ts';
import { installSchema } from '../connectors/prepare.ts';
import { removeConnector } from '../connectors/remove.ts';
import { connectorTestSchema, testConnector } from '../connectors/test.ts';
import { refuse, sendRefusal } from '../errors.ts';
import type { Market } from '../market.ts';
import { listEnvelope, listSchema, pageQuery, readPage } from '../paging.ts';

const unknown = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  sendRefusal(request, reply, refuse(404, 'not_found', 'There is no such connector.'));

const read = { scope: 'connectors:read' } as const;
const write = { scope: 'connectors:write' } as const;

/** What is installed: FC-40, FC-51. */
function registerReads(app: MarketApp, market: Market): void {
  app.route({
    method: 'GET',
    url: '/v1/connectors',
    config: read,
    schema: {
      operationId: 'listConnectors',
      summary: 'Lists the installed connectors, newest first',
      querystring: z.object({
        ...pageQuery,
        capability: capabilityName.optional(),
        kind: connectorKind.optional(),
        status: connectorStatus.optional(),
      }),
      response: { 200: listSchema(connectorSummarySchema) },
    },
    handler: async (request, reply) => {
      const tenant = tenantOf(request);
      const page = readPage(request.query, `connectors of ${tenant}`);
      if ('status' in page) return sendRefusal(request, reply, page);
      const rows = await listConnectors(market, tenant, request.query, page).execute();
      return listEnvelope(rows, page, toSummary);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/connectors/:id',
    config: read,
    schema: {
      operationId: 'getConnector',
      summary: 'An installed connector',
      params: connectorParams,
      response: { 200: connectorSchema },
    },
    handler: async (request, reply) => {
      const row = await findConnector(market, tenantOf(request), request.params.id);
      return row ? toConnector(row) : unknown(request, reply);
    },
  });
}

/** Installing, testing, uninstalling: FC-41…50, FC-52…58. */
function registerWrites(app: MarketApp, market: Market): void {
  app.route({
    method: 'POST',
    url: '/v1/connectors',
    config: write,
    schema: {
      operationId: 'installConnector',
      summary: 'Installs a listing with its credentials',
      body: installSchema,
      response: { 200: installedSchema, 201: installedSchema },
    },
    handler: async (request, reply) => {
      const { body } = request;
      await answerOnce(market, request, reply, 201, (finish) => install(market, tenantOf(request), body, finish));
      return reply;
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/connectors/:id/test',
    config: write,
    schema: {
      operationId: 'testConnector',
      summary: 'Tests an installed connector: tools that only read are called, of others the credentials are looked at',
      params: connectorParams,
      body: z.strictObject({ tools: z.array(z.string()).optional() }).nullish(),
      response: { 200: connectorTestSchema },
    },
    handler: async (request, reply) => {
      const given = request.headers['idempotency-key'];
      const asker = {
        tenant: tenantOf(request),
        requestId: request.id,
        idempotencyKey: typeof given === 'string' ? given : null,
      };
      await answerOnce(market, request, reply, 200, (finish) =>
        testConnector(market, asker, request.params.id, request.body?.tools, finish),
      );
      return reply;
    },
  });

  app.route({
    method: 'PATCH',
    url: '/v1/connectors/:id',
    config: write,
    schema: {
      operationId: 'changeConnector',
      summary: 'Moves an installed connector to another version, name, settings or credentials; what is not said stays',
      params: connectorParams,
      body: moveSchema,
      response: { 200: authorizingSchema },
    },
    handler: async (request, reply) => {
      const { params, body } = request;
      await answerOnce(market, request, reply, 200, (finish) =>
        moveConnector(market, tenantOf(request), params.id, body, finish),
      );
      return reply;
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/connectors/:id/authorize',
    config: write,
    schema: {
      operationId: 'authorizeConnector',
      summary: 'Begins the authorization of an installed connector anew; what it has stays until that is done',
      params: connectorParams,
      body: z.strictObject({}).nullish(),
      response: { 200: authorizingSchema },
    },
    handler: async (request, reply) => {
      const of = { tenant: tenantOf(request), id: request.params.id };
      await answerOnce(market, request, reply, 200, (finish) => authorizeAgain(market, of, finish));
      return reply;
    },
  });

  app.route({
    method: 'DELETE',
    url: '/v1/connectors/:id',
    config: write,
    schema: {
      operationId: 'uninstallConnector',
      summary: 'Uninstalls a connector',
      params: connectorParams,
      response: { 200: z.object({ id: connectorId, object: z.literal('connector'), deleted: z.literal(true) }) },
    },
    handler: async (request, reply) => {
      const removed = await removeConnector(market, tenantOf(request), request.params.id);
      if (!removed.ok) return sendRefusal(request, reply, removed.error);
      return { id: removed.value.id, object: 'connector' as const, deleted: true as const };
    },
  });
}

export function registerConnectors(app: MarketApp, market: Market): void {
  registerReads(app, market);
  registerWrites(app, market);
}
