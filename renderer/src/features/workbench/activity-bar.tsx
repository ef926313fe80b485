import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconHistory, IconInfoCircle, IconPackage, IconPlugConnected } from '../../icons.ts';
import { openDialog } from './dialogs.ts';
import { showActivity, useLayout } from './layout.ts';

const entries = [
  ['connectors', 'Connectors', IconPackage],
  ['connections', 'Connections', IconPlugConnected],
  ['runs', 'Runs', IconHistory],
] as const;

/** The side views, one button each. */
export function ActivityBar() {
  const activity = useLayout((state) => state.activity);
  const sidebar = useLayout((state) => state.sidebar);
  return (
    <nav className="activity-bar" aria-label="Views">
      {entries.map(([id, title, Icon]) => (
        <Tooltip key={id} label={title} position="right">
          <UnstyledButton
            className="activity"
            aria-label={title}
            aria-pressed={sidebar && activity === id}
            onClick={() => showActivity(id)}
          >
            <Icon size={21} stroke={1.5} aria-hidden />
          </UnstyledButton>
        </Tooltip>
      ))}
      <span className="grow" />
      <Tooltip label="About" position="right">
        <UnstyledButton className="activity" aria-label="About" onClick={() => openDialog({ kind: 'about' })}>
          <IconInfoCircle size={21} stroke={1.5} aria-hidden />
        </UnstyledButton>
      </Tooltip>
    </nav>
  );
}
