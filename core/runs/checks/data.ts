import { asObject } from '../../import/json.ts';
import { inResult, quoted, type Report } from './report.ts';
import type { Subject } from './subject.ts';
import { kindOf } from './value.ts';

const SYNC_TYPES: ReadonlySet<unknown> = new Set(['full', 'delta', undefined]);

/** The result of data but for its rows: FB-42 … FB-47. */
export function checkData({ pages, request }: Subject, report: Report): void {
  let agreed: unknown;
  for (const [index, { pagination, synchronizationType }] of pages.entries()) {
    const page = `page ${index + 1}`;
    checkPagination(pagination, page, report);
    if (!SYNC_TYPES.has(synchronizationType)) {
      report({
        code: 'sync_type_unknown',
        place: () => inResult('synchronizationType'),
        message: () => `synchronizationType of ${page} is ${quoted(synchronizationType)}; return "full" or "delta".`,
      });
    }
    // A missing one means full (FB-44).
    const type = synchronizationType ?? 'full';
    agreed ??= type;
    if (type !== agreed) {
      report({
        code: 'sync_type_changes',
        place: () => inResult('synchronizationType'),
        message: () => `Page 1 is ${quoted(agreed)} and ${page} is ${quoted(type)}; all pages of one run must agree.`,
      });
    }
  }
  if (agreed === 'delta' && request.lastSynchronizedAt === undefined) {
    report({
      code: 'delta_without_since',
      place: () => inResult('synchronizationType'),
      message: () =>
        'The result is a delta although no lastSynchronizedAt was given: the first sync would not remove what is gone; return "full" then.',
    });
  }
}

function checkPagination(value: unknown, page: string, report: Report): void {
  if (value === undefined || value === null) return;
  const pagination = asObject(value);
  const { hasNext } = pagination ?? {};
  if (!pagination || (hasNext !== undefined && typeof hasNext !== 'boolean')) {
    report({
      code: 'pagination_shape',
      place: () => inResult('pagination', ...(pagination ? ['hasNext'] : [])),
      message: () =>
        pagination
          ? `hasNext of ${page} must be true or false, and is ${quoted(hasNext)}, so that the run ends here.`
          : `pagination of ${page} must be an object, and is ${kindOf(value)}, so that the run ends here.`,
    });
  } else if (hasNext === true && pagination.nextPageConfig === undefined) {
    report({
      code: 'next_page_missing',
      place: () => inResult('pagination', 'nextPageConfig'),
      message: () =>
        `${page[0]?.toUpperCase()}${page.slice(1)} says hasNext: true but gives no nextPageConfig; return what the next call needs.`,
    });
  }
}
