import { useMantineColorScheme } from '@mantine/core';
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useState } from 'react';
import { FileIcon } from '../../components/file-icon.tsx';
import { IconChevronRight, IconMoon, IconSearch } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { useConnectors } from '../connectors/store.ts';
import { showFile, showTab } from '../editor/store.ts';
import { commands } from '../workbench/commands.ts';

type Scheme = 'light' | 'dark' | 'auto';

function actionGroups(setScheme: (scheme: Scheme) => void): SpotlightActionGroupData[] {
  const { list, details } = useConnectors.getState();
  const summaries = list.kind === 'ready' ? list.value : [];
  const files = [...details.values()].flatMap((detail) =>
    detail.kind === 'ready' ? detail.value.files.map(({ path }) => ({ connector: detail.value.id, path })) : [],
  );
  const schemes: readonly (readonly [Scheme, string])[] = [
    ['light', 'Light theme'],
    ['dark', 'Dark theme'],
    ['auto', 'Theme of the system'],
  ];
  return [
    {
      group: 'Commands',
      actions: [
        ...commands
          .filter((command) => command.enabled())
          .map((command) => ({
            id: command.id,
            label: `${command.group}: ${command.title}`,
            leftSection: <IconChevronRight size={14} aria-hidden />,
            rightSection: command.keys ? <kbd>{command.keys}</kbd> : undefined,
            onClick: () => command.run(),
          })),
        ...schemes.map(([scheme, title]) => ({
          id: `theme-${scheme}`,
          label: `View: ${title}`,
          leftSection: <IconMoon size={14} aria-hidden />,
          onClick: () => setScheme(scheme),
        })),
      ],
    },
    {
      group: 'Files',
      actions: files.map(({ connector, path }) => ({
        id: `file ${connector}/${path}`,
        label: path,
        description: connector,
        leftSection: <FileIcon name={path} />,
        onClick: () => showFile(connector, path),
      })),
    },
    {
      group: 'Connectors',
      actions: summaries.map((one) => ({
        id: `connector ${one.id}`,
        label: one.id,
        description: visibleText(one.name),
        leftSection: <FileIcon name="overview" />,
        onClick: () => showTab({ kind: 'overview', connector: one.id }),
      })),
    },
  ].filter((group) => group.actions.length > 0);
}

/** The command palette: every command, every file, every connector. */
export function Palette() {
  const { setColorScheme } = useMantineColorScheme();
  const [actions, setActions] = useState<SpotlightActionGroupData[]>([]);
  return (
    <Spotlight
      actions={actions}
      // What is possible is asked when the palette opens, not on every change meanwhile.
      onSpotlightOpen={() => setActions(actionGroups(setColorScheme))}
      shortcut={null}
      limit={60}
      scrollable
      maxHeight={420}
      size={620}
      nothingFound="Nothing fits"
      attributes={{ content: { 'aria-label': 'Command palette' } }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      transitionProps={{ duration: 0 }}
      searchProps={{
        'aria-label': 'Search commands and files',
        placeholder: 'Search commands and files',
        leftSection: <IconSearch size={15} aria-hidden />,
      }}
    />
  );
}
