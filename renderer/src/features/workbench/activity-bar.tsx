import { Tooltip, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import {
  IconBuildingStore,
  IconHistory,
  IconInfoCircle,
  IconPackage,
  IconPlugConnected,
  IconSearch,
  IconSettings,
} from '../../icons.ts';
import { workbenchTexts as texts } from '../../texts/workbench.ts';
import { showSettings } from '../settings/commands.ts';
import { openDialog } from './dialogs.ts';
import { showActivity, useLayout } from './layout.ts';
import { useKeysOf } from './use-keys-of.ts';

const entries = [
  ['connectors', IconPackage],
  ['search', IconSearch],
  ['connections', IconPlugConnected],
  ['runs', IconHistory],
  ['marketplace', IconBuildingStore],
] as const;

interface EntryProps {
  readonly title: string;
  /** Id of the command that does the same. */
  readonly command: string;
  readonly pressed?: boolean;
  readonly icon: ReactNode;
  onClick(): void;
}

function Entry({ title, command, pressed, icon, onClick }: EntryProps) {
  const keys = useKeysOf(command);
  return (
    <Tooltip label={texts.withKeys(title, keys)} position="right">
      <UnstyledButton className="activity" aria-label={title} aria-pressed={pressed} onClick={onClick}>
        {icon}
      </UnstyledButton>
    </Tooltip>
  );
}

/** The side views, one button each. */
export function ActivityBar() {
  const activity = useLayout((state) => state.activity);
  const sidebar = useLayout((state) => state.sidebar);
  return (
    <nav className="activity-bar" aria-label={texts.views} data-region="views">
      {entries.map(([id, Icon]) => (
        <Entry
          key={id}
          title={texts.activities[id]}
          command={id === 'search' ? 'search' : `show-${id}`}
          pressed={sidebar && activity === id}
          icon={<Icon size={21} stroke={1.5} aria-hidden />}
          onClick={() => showActivity(id)}
        />
      ))}
      <span className="grow" />
      <Entry
        title={texts.about}
        command="about"
        icon={<IconInfoCircle size={21} stroke={1.5} aria-hidden />}
        onClick={() => openDialog({ kind: 'about' })}
      />
      <Entry
        title={texts.settings}
        command="settings"
        icon={<IconSettings size={21} stroke={1.5} aria-hidden />}
        onClick={() => showSettings()}
      />
    </nav>
  );
}
