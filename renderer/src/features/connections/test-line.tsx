import { Button, Loader } from '@mantine/core';
import type { Connection } from '../../../../shared/run/connection.ts';
import { IconAlertCircle, IconCircleCheck } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { connectionTexts as t } from '../../texts/connections.ts';
import { timeAgo } from './ago.ts';
import { showRequestsOf } from './show-requests.ts';
import { useConnections } from './store.ts';

interface TestLineProps {
  readonly connection: Connection;
  /** Whether the requests of the test can be gone to from here. */
  readonly linked?: boolean;
}

/** What the last test of a connection said, and when. */
export function TestLine({ connection, linked = false }: TestLineProps) {
  const testing = useConnections((state) => state.testing.has(connection.id));
  const test = connection.lastTest;
  if (testing)
    return (
      <span className="test-line dim" role="status">
        <Loader size={11} aria-hidden /> {t.testing}
      </span>
    );
  if (test === undefined) return <span className="test-line dim">{t.never}</span>;
  const Icon = test.ok ? IconCircleCheck : IconAlertCircle;
  const words = (test.ok ? t.letIn : t.refused)(visibleText(test.message), timeAgo(test.at));
  return (
    <span className={`test-line ${test.ok ? 'tone-ok' : 'tone-error'}`} role="status">
      <Icon size={13} aria-hidden />
      <span className="ellipsis" title={words}>
        {words}
      </span>
      {linked ? (
        <Button size="compact-xs" variant="subtle" onClick={() => showRequestsOf(test.run)}>
          {t.oauth.requests}
        </Button>
      ) : null}
    </span>
  );
}
