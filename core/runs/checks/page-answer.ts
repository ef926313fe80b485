import type { Entity } from '../../../shared/connector/manifest.ts';
import { findingLimits } from '../../../shared/limits.ts';
import type { Exchange } from '../../../shared/run/exchange.ts';
import { rowsOf } from '../../probe/rows.ts';
import { bodyText, isJsonType } from './body-text.ts';
import type { PageFacts, Subject } from './subject.ts';

/** The answer that gave a page its rows. */
export interface PageAnswer {
  readonly exchange: Exchange;
  readonly body: unknown;
  /** Rows in it; the function may have left some out. */
  readonly rows: number;
}

/** The path of a request, without its query. */
export const pathOf = ({ url }: Exchange): string | undefined => URL.parse(url)?.pathname;

function jsonBody(subject: Subject, { responseBody }: Exchange): unknown {
  if (!responseBody || !isJsonType(responseBody.mimeType)) return undefined;
  const bytes = subject.readBody(responseBody.id, findingLimits.bodyBytes);
  if (!bytes) return undefined;
  try {
    return JSON.parse(bodyText(bytes).text);
  } catch {
    return undefined;
  }
}

/** Requests of one page that are looked at for its rows, from the last on. */
const TRIED = 5;

/**
 * The answer that a page's rows came from: the last one with at least as many rows where connector.json says that they stand.
 * undefined where none is like that: then nothing is said about the paging.
 */
export function pageAnswer(subject: Subject, entity: Entity, page: PageFacts): PageAnswer | undefined {
  let tried = 0;
  for (const exchange of page.exchanges) {
    if (exchange.status === null || exchange.status >= 300 || exchange.error) continue;
    if (++tried > TRIED) break;
    const body = jsonBody(subject, exchange);
    const rows = body === undefined ? undefined : rowsOf(body, entity.records, entity.rows)?.length;
    if (rows !== undefined && rows >= page.items.length) return { exchange, body, rows };
  }
  return undefined;
}

const LEVELS = 8;
const ITEMS = 2;

/** A body with its lists cut short: enough to see what stands beside the rows. */
export function shortened(value: unknown, levels: number = LEVELS): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return null;
  if (Array.isArray(value)) return value.slice(0, ITEMS).map((item) => shortened(item, levels - 1));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shortened(inner, levels - 1)]));
}
