import { packConnector } from '../../core/package/index.ts';
import { SEEDED, seededFiles } from './seed-connector.ts';

/** What a marketplace answers to one request. */
export interface MarketAnswer {
  readonly status: number;
  readonly body: string | Uint8Array;
}

/** Id of the listing and of the installed connector. */
const listing = `cn-${SEEDED}`;
const instance = 'cn_0123456789abcdef';
const at = '2026-01-22T08:30:00Z';

/** A marketplace that says the payload wherever it may say any text; the rest is as a client wants it. */
export async function payloadMarket(text: string, trap: string): Promise<(path: string) => MarketAnswer> {
  const packed = await packConnector(seededFiles(text, trap));
  if (!packed.ok) throw new Error(packed.error.message);
  const { bytes: archive, digest } = packed.value;
  const price = { amount: 500, currency: text, per: text };
  const card = {
    ...{ id: listing, name: text, description: text, kind: text, category: text, capabilities: [text, 'crm.read'] },
    ...{ publisher: text, status: text, price, latest_version: '1.0.0', updated_at: at },
  };
  const version = { version: '1.0.0', digest, bytes: archive.byteLength, changelog: text, deprecated: text };
  const versions = [{ ...version, created_at: at }];
  const summary = {
    ...{ id: instance, listing, version: '1.0.0', name: text, kind: text, capabilities: [text] },
    ...{ status: text, last_synced_at: null },
  };
  const whole = {
    ...{ ...summary, tools: [{ name: text, side_effect: true }], auth: { type: text, hint: text } },
    ...{ created_at: at, authorize_url: `${trap}/consent`, reason: text, price },
  };
  const page = (data: readonly unknown[]) => ({ data, has_more: false, next_cursor: null });
  const failed = { tool: text, mode: 'live', ok: false, latency_ms: 3, error: { code: text, message: text } };
  const answers: Readonly<Record<string, unknown>> = {
    '/v1/listings': page([card]),
    '/v1/categories': page([{ name: text, count: 1 }]),
    [`/v1/listings/${listing}`]: { ...card, versions },
    [`/v1/listings/${listing}/versions`]: page(versions),
    [`/v1/listings/${listing}/versions/1.0.0/logo`]: { listing, version: '1.0.0', svg: text },
    '/v1/connectors': page([summary]),
    [`/v1/connectors/${instance}`]: whole,
    [`/v1/connectors/${instance}/test`]: {
      ...{ connector_id: instance, status: 'failed', results: [failed], tested_at: at },
    },
    '/v1/operators': page([{ id: 'op_1', name: text, status: 'active', capabilities: [text] }]),
  };
  return (path) => {
    if (path === `/v1/listings/${listing}/versions/1.0.0/download`) return { status: 200, body: archive };
    if (Object.hasOwn(answers, path)) return { status: 200, body: JSON.stringify(answers[path]) };
    return { status: 403, body: JSON.stringify({ error: { code: text, message: text } }) };
  };
}
