import { ActionIcon, Button, Menu, Tooltip, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconCheck, IconDeviceDesktop, IconMoon, IconPlayerPlay, IconSearch, IconSun } from '../../icons.ts';
import { useActiveDetail } from '../connectors/store.ts';
import { emptyForm, targetOf, targetsOf } from '../run/form.ts';
import { startRun, useRun } from '../run/store.ts';
import { isLive } from '../run/view.ts';

const schemes = [
  ['light', 'Light', IconSun],
  ['dark', 'Dark', IconMoon],
  ['auto', 'System', IconDeviceDesktop],
] as const;

function ThemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Current = schemes.find(([scheme]) => scheme === colorScheme)?.[2] ?? IconDeviceDesktop;
  return (
    <Menu position="bottom-end" width={150}>
      <Menu.Target>
        <ActionIcon aria-label="Theme" size="md">
          <Current size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label="Theme">
        {schemes.map(([scheme, title, Icon]) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={14} aria-hidden />}
            rightSection={scheme === colorScheme ? <IconCheck size={13} aria-hidden /> : null}
            onClick={() => setColorScheme(scheme)}
          >
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function QuickRun() {
  const detail = useActiveDetail();
  const form = useRun((state) => (detail ? state.forms.get(detail.id) : undefined)) ?? emptyForm;
  const live = useRun((state) => isLive(state.view));
  if (detail === undefined) return null;
  const target = targetOf(form, targetsOf(detail));
  if (target === null) return null;
  return (
    <Tooltip label={`Run ${target} of ${detail.id} (F5)`}>
      <Button
        className="quick-run"
        leftSection={<IconPlayerPlay size={13} aria-hidden />}
        loading={live}
        onClick={() => void startRun(detail.id)}
      >
        Run {target}
      </Button>
    </Tooltip>
  );
}

/** Name of the product, the way into the palette, the run button and the theme. */
export function TitleBar() {
  return (
    <section className="title-bar" aria-label="Title bar">
      <div className="title-name">
        <img src="./icon.svg" alt="" width={18} height={18} />
        <h1>Connector Studio</h1>
      </div>
      <UnstyledButton className="command-box" onClick={() => spotlight.open()}>
        <IconSearch size={13} aria-hidden />
        <span className="ellipsis">Search commands and files</span>
        <kbd aria-hidden>Ctrl K</kbd>
      </UnstyledButton>
      <div className="title-actions">
        <QuickRun />
        <ThemeMenu />
      </div>
    </section>
  );
}
