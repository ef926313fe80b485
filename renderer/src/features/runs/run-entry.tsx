import { ActionIcon, Badge, Menu, Tooltip } from '@mantine/core';
import type { RunRecord } from '../../../../shared/run/run.ts';
import { IconDotsVertical, IconPlayerStop } from '../../icons.ts';
import { formatDuration, formatPlural, formatTime } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { runsTexts as texts } from '../../texts/runs.ts';
import { seconds, useNow } from '../run/elapsed.tsx';
import { cancelRun, openRun, requestOf, runOnce } from '../run/store.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { outcomeLabel } from './outcome-label.ts';
import { removeRun, saveHar, useRuns } from './store.ts';

const entityOf = ({ input }: RunRecord): string | undefined =>
  typeof input.requestedType === 'string' ? input.requestedType : undefined;

function Items({ record, isLive }: { readonly record: RunRecord; readonly isLive: boolean }) {
  const marked = useRuns((state) => state.marked);
  const canCompare = marked !== null && marked.id !== record.id;
  const isRunnable = record.target !== 'resend' && record.target !== 'recording' && record.target !== 'probe';
  return (
    <>
      <Menu.Item onClick={() => void openRun(record.id)}>{texts.open}</Menu.Item>
      {isLive ? (
        <Menu.Item onClick={() => void cancelRun(record.id)}>{texts.cancel}</Menu.Item>
      ) : (
        <>
          {isRunnable ? <Menu.Item onClick={() => void runOnce(requestOf(record))}>{texts.again}</Menu.Item> : null}
          {isRunnable && record.exchangeCount > 0 ? (
            <Menu.Item onClick={() => void runOnce({ ...requestOf(record), mock: undefined, replayOf: record.id })}>
              {texts.replay}
            </Menu.Item>
          ) : null}
          <Menu.Divider />
          {canCompare ? (
            <Menu.Item onClick={() => openDialog({ kind: 'compare-runs', a: marked.id, b: record.id })}>
              {texts.compareWith}
            </Menu.Item>
          ) : null}
          <Menu.Item onClick={() => useRuns.setState({ marked: marked?.id === record.id ? null : record })}>
            {marked?.id === record.id ? texts.unmark : texts.compareMark}
          </Menu.Item>
          <Menu.Item disabled={record.exchangeCount === 0} onClick={() => void saveHar(record.id)}>
            {texts.saveHar}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item className="menu-danger" onClick={() => removeRun(record)}>
            {texts.remove}
          </Menu.Item>
        </>
      )}
    </>
  );
}

function Time({ startedAt }: RunRecord) {
  const now = useNow(true);
  return <span>{texts.running(seconds(now - Date.parse(startedAt)))}</span>;
}

interface RunEntryProps {
  readonly record: RunRecord;
  readonly current: boolean;
  readonly isLive: boolean;
  /** Whether runs of other connectors stand beside it. */
  readonly withConnector: boolean;
}

/** One run of the history: a click opens it, the menu has everything else. */
export function RunEntry({ record, current, isLive, withConnector }: RunEntryProps) {
  const isMarked = useRuns((state) => state.marked?.id === record.id);
  const { label, tone } = outcomeLabel(record.outcome);
  const entity = entityOf(record);
  return (
    <li className="run-item" data-current={current}>
      <button type="button" className="run-entry" aria-current={current} onClick={() => void openRun(record.id)}>
        <span className="run-entry-line">
          <strong className="ellipsis">
            {visibleText(record.target)}
            {entity === undefined ? null : <span className="dim"> {visibleText(entity)}</span>}
          </strong>
          {isLive ? (
            <span className="tone-info">{texts.underWay}</span>
          ) : (
            <span className={`tone-${tone}`}>{label}</span>
          )}
        </span>
        <span className="run-entry-line dim">
          <span className="ellipsis">
            {[
              ...(withConnector ? [record.connector] : []),
              formatTime(record.startedAt),
              formatPlural(record.exchangeCount, texts.request),
            ].join(' · ')}
          </span>
          {isLive ? (
            <Time {...record} />
          ) : (
            <span>{record.durationMs === null ? '' : formatDuration(record.durationMs)}</span>
          )}
        </span>
        {record.mode !== 'live' || isMarked ? (
          <span className="run-entry-badges">
            {record.mode === 'live' ? null : (
              <Badge size="xs" className="badge-blue">
                {texts.modes[record.mode]}
              </Badge>
            )}
            {isMarked ? (
              <Badge size="xs" className="badge-gray" color="gray">
                {texts.marked}
              </Badge>
            ) : null}
          </span>
        ) : null}
      </button>
      {isLive ? (
        <Tooltip label={texts.cancel}>
          <ActionIcon aria-label={texts.cancel} className="run-item-menu" onClick={() => void cancelRun(record.id)}>
            <IconPlayerStop size={13} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ) : (
        <Menu position="bottom-end" width={240}>
          <Menu.Target>
            <ActionIcon aria-label={texts.actions(record.target)} className="run-item-menu">
              <IconDotsVertical size={13} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Items record={record} isLive={isLive} />
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}
