import { fieldOf } from '../../probe/rows.ts';
import { names } from './report.ts';
import type { RowCheck, RowContext } from './rows.ts';

/** The key that the manifest names: where a row lacks it, its id is made of something else and may change from run to run. */
export function sourceKeyCheck({ entity, report }: RowContext): RowCheck {
  const key = (entity?.primaryKey ?? []).filter((name) => name !== 'id');
  if (key.length === 0) return {};
  return {
    values: ({ row, place }) => {
      if (Object.hasOwn(row, '__syncAction') && row.__syncAction === 'REMOVE') return;
      const missing = key.filter((name) => (fieldOf(row, name) ?? '') === '');
      if (missing.length === 0) return;
      report({
        code: 'source_key_missing',
        about: missing.join(' '),
        place: () => place(...missing.slice(0, 1)),
        message: () =>
          `A row lacks ${names(missing)}, which connector.json names as its key; correct primaryKey, or return it.`,
      });
    },
  };
}
