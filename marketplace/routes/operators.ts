import type { Selectable } from 'kysely';
import { z } from 'zod';
import { capabilityName } from '../../shared/connector/names.ts';
import { marketplaceLimits } from '../../shared/limits.ts';
import { ok, type Result } from '../../shared/result.ts';
import { tenantOf } from '../access.ts';
import { answerOnce } from '../answer-once.ts';
import type { MarketApp } from '../app.ts';
import type { Queries, Step, Tables } from '../database/index.ts';
import { type Refusal, refuse, sendRefusal } from '../errors.ts';
import { newId } from '../keys.ts';
import { type Market, timeOf } from '../market.ts';
import { namesOf } from '../objects.ts';
import { listEnvelope, listSchema, type Page, pageQuery, readPage } from '../paging.ts';
import { createdAt, someText } from '../schemas.ts';

const { operators: maxOperators, operatorNameChars, operatorCapabilities } = marketplaceLimits;

const operatorId = z
  .string()
  .max(40)
  .regex(/^op_[0-9a-f]+$/)
  .describe('Names the operator, `op_…`.');
const operatorParams = z.object({ id: operatorId });
const operatorStatus = z
  .enum(['active', 'paused'])
  .describe('A paused operator keeps no connector from being uninstalled.');

/** Something that works with capabilities, whichever connectors provide them. */
const operatorSchema = z.object({
  id: operatorId,
  object: z.literal('operator').describe('What this is.'),
  name: z.string().describe('Unique in the tenant.'),
  status: operatorStatus,
  capabilities: z.array(z.string()).describe('What it needs, `noun.verb`.'),
  created_at: createdAt,
});
type OperatorObject = z.infer<typeof operatorSchema>;

const newOperator = z.strictObject({
  name: someText(operatorNameChars).describe('Unique in the tenant.'),
  capabilities: z.array(capabilityName).max(operatorCapabilities).describe('What it needs, `noun.verb`.'),
});

const toOperator = (row: Selectable<Tables['operators']>): OperatorObject => ({
  id: row.id,
  object: 'operator',
  name: row.name,
  status: row.status,
  capabilities: namesOf(row.capabilities),
  created_at: row.created_at,
});

const unknownOperator = refuse(404, 'not_found', 'There is no such operator.');

async function createOperator(
  step: Step,
  tenant: string,
  asked: z.infer<typeof newOperator>,
  now: string,
): Promise<Result<OperatorObject, Refusal>> {
  const operators = step.selectFrom('operators').where('tenant', '=', tenant);
  const there = await operators.select('id').where('name', '=', asked.name).executeTakeFirst();
  if (there) {
    const message = `You have an operator of this name already (${there.id}): choose another name.`;
    return { ok: false, error: refuse(409, 'state_conflict', message) };
  }
  const { count } = await operators.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  if (count >= maxOperators) {
    const message = `A tenant may have at most ${maxOperators} operators.`;
    return { ok: false, error: refuse(422, 'too_many_operators', message) };
  }
  const row = await step
    .insertInto('operators')
    .values({
      ...{ id: newId('op'), tenant, name: asked.name, status: 'active', created_at: now },
      capabilities: JSON.stringify([...new Set(asked.capabilities)].sort()),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return ok(toOperator(row));
}

/** Asks for one more than a page of a tenant's operators, newest first. */
export function listOperators(
  db: Queries,
  tenant: string,
  status: OperatorObject['status'] | undefined,
  { before, limit }: Page,
) {
  let wanted = db.selectFrom('operators').selectAll().where('tenant', '=', tenant);
  if (status !== undefined) wanted = wanted.where('status', '=', status);
  return wanted
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit + 1);
}

function registerReads(app: MarketApp, { store }: Market): void {
  const config = { scope: 'operators:read' } as const;
  app.route({
    method: 'GET',
    url: '/v1/operators',
    config,
    schema: {
      operationId: 'listOperators',
      summary: 'Lists the operators, newest first',
      querystring: z.object({ ...pageQuery, status: operatorStatus.optional() }),
      response: { 200: listSchema(operatorSchema) },
    },
    handler: async (request, reply) => {
      const tenant = tenantOf(request);
      const page = readPage(request.query, `operators of ${tenant}`);
      if ('status' in page) return sendRefusal(request, reply, page);
      const rows = await listOperators(store.db, tenant, request.query.status, page).execute();
      return listEnvelope(rows, page, toOperator);
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/operators/:id',
    config,
    schema: {
      operationId: 'getOperator',
      summary: 'An operator',
      params: operatorParams,
      response: { 200: operatorSchema },
    },
    handler: async (request, reply) => {
      const row = await store.db
        .selectFrom('operators')
        .selectAll()
        .where('id', '=', request.params.id)
        .where('tenant', '=', tenantOf(request))
        .executeTakeFirst();
      return row ? toOperator(row) : sendRefusal(request, reply, unknownOperator);
    },
  });
}

function registerWrites(app: MarketApp, market: Market): void {
  const { store } = market;
  const config = { scope: 'operators:write' } as const;
  app.route({
    method: 'POST',
    url: '/v1/operators',
    config,
    schema: {
      operationId: 'createOperator',
      summary: 'Makes an operator, which is active at once',
      body: newOperator,
      response: { 200: operatorSchema, 201: operatorSchema },
    },
    handler: async (request, reply) => {
      await answerOnce(market, request, reply, 201, (finish) => {
        const tenant = tenantOf(request);
        return store.transact(`operators ${tenant}`, async (step) => {
          const created = await createOperator(step, tenant, request.body, timeOf(market.now()));
          if (created.ok) await finish(step, created.value);
          return created;
        });
      });
      return reply;
    },
  });

  const verbs = [
    { verb: 'pause', status: 'paused', summary: 'Pauses an operator: it needs no capability until it is resumed' },
    { verb: 'resume', status: 'active', summary: 'Resumes an operator' },
  ] as const;
  for (const { verb, status, summary } of verbs)
    app.route({
      method: 'POST',
      url: `/v1/operators/:id/${verb}`,
      config,
      schema: {
        operationId: `${verb}Operator`,
        summary,
        params: operatorParams,
        response: { 200: operatorSchema },
      },
      handler: async (request, reply) => {
        await answerOnce(market, request, reply, 200, (finish) => {
          const tenant = tenantOf(request);
          return store.transact(`operators ${tenant}`, async (step): Promise<Result<OperatorObject, Refusal>> => {
            const row = await step
              .updateTable('operators')
              .set({ status })
              .where('id', '=', request.params.id)
              .where('tenant', '=', tenant)
              .returningAll()
              .executeTakeFirst();
            if (!row) return { ok: false, error: unknownOperator };
            const shown = toOperator(row);
            await finish(step, shown);
            return ok(shown);
          });
        });
        return reply;
      },
    });
}

/** Operators: who needs which capabilities (FC-57). A tenant sees its own and no others (A113). */
export function registerOperators(app: MarketApp, market: Market): void {
  registerReads(app, market);
  registerWrites(app, market);
}
