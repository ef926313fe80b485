import { own } from '../../import/json.ts';
import { quoted } from './report.ts';
import type { RowCheck, RowContext } from './rows.ts';

const ACTIONS: ReadonlySet<unknown> = new Set([undefined, 'SET', 'REMOVE']);

/** What rows say is to be done with them: FB-31, FB-44, FB-45. */
export function actionCheck({ schema, delta, report }: RowContext): RowCheck {
  return {
    row: ({ row, place }) => {
      const action = own(row, '__syncAction');
      if (action === undefined) return;
      const at = () => place('__syncAction');
      if (!ACTIONS.has(action)) {
        report({
          code: 'sync_action_unknown',
          place: at,
          message: () => `__syncAction is ${quoted(action)}; it must be "SET" or "REMOVE".`,
        });
      }
      if (action === 'REMOVE' && !delta) {
        report({
          code: 'sync_action_in_full',
          place: at,
          message: () =>
            'A row asks to be removed in a full set, where rows go by being left out; leave it out, or return a delta.',
        });
      }
      if (schema && !Object.hasOwn(schema, '__syncAction')) {
        report({
          code: 'sync_action_undeclared',
          place: at,
          message: () => 'A row has __syncAction, but the schema does not declare it; add it with the type "text".',
        });
      }
    },
  };
}
