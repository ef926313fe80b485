import { ActionIcon, Button, Loader, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { useEffect } from 'react';
import { IconCheck, IconDeviceDesktop, IconMoon, IconPlayerPlay, IconSearch, IconSun } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { workbenchTexts as texts } from '../../texts/workbench.ts';
import { useActiveDetail, useConnectors } from '../connectors/store.ts';
import { activeTab, useEditor } from '../editor/store.ts';
import { windowTitle } from '../editor/tab-title.ts';
import { openQuick } from '../palette/store.ts';
import { emptyForm, targetOf, targetsOf } from '../run/form.ts';
import { startRun, useRun } from '../run/store.ts';
import { isLive } from '../run/view.ts';
import { changeSettings, useSettings } from '../settings/store.ts';
import { useKeysOf } from './use-keys-of.ts';

const schemes = [
  ['light', IconSun],
  ['dark', IconMoon],
  ['auto', IconDeviceDesktop],
] as const;

function ThemeMenu() {
  const theme = useSettings((state) => state.theme);
  const Current = schemes.find(([scheme]) => scheme === theme)?.[1] ?? IconDeviceDesktop;
  return (
    <Menu position="bottom-end" width={150}>
      <Menu.Target>
        <ActionIcon aria-label={texts.theme} size="md">
          <Current size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={texts.theme}>
        {schemes.map(([scheme, Icon]) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={14} aria-hidden />}
            rightSection={scheme === theme ? <IconCheck size={13} aria-hidden /> : null}
            onClick={() => changeSettings({ theme: scheme })}
          >
            {texts.themes[scheme]}
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
  const keys = useKeysOf('run');
  if (detail === undefined) return null;
  const target = targetOf(form, targetsOf(detail));
  if (target === null) return null;
  const name = visibleText(target);
  return (
    <Tooltip label={texts.runTip(name, detail.id, keys)}>
      <Button
        variant="default"
        className="quick-run"
        leftSection={
          live ? <Loader size={13} aria-hidden /> : <IconPlayerPlay size={13} className="tone-accent" aria-hidden />
        }
        disabled={live}
        onClick={() => void startRun(detail.id)}
      >
        <span className="ellipsis">{texts.runTarget(name)}</span>
      </Button>
    </Tooltip>
  );
}

/** Name of the product, the way to everything, the run button and the theme. */
export function TitleBar() {
  const keys = useKeysOf('quick-open');
  const tab = useEditor(activeTab);
  const active = useConnectors((state) => state.active);
  useEffect(() => {
    document.title = windowTitle(tab, active);
  }, [tab, active]);
  return (
    <header className="title-bar" data-region="title">
      <div className="title-name">
        <img src="./icon.svg" alt="" width={18} height={18} />
        <h1>{texts.product}</h1>
      </div>
      <UnstyledButton className="command-box" onClick={() => openQuick('')}>
        <IconSearch size={13} aria-hidden />
        <span className="ellipsis">{texts.commandBox}</span>
        {keys === '' ? null : <kbd aria-hidden>{keys}</kbd>}
      </UnstyledButton>
      <div className="title-actions">
        <QuickRun />
        <ThemeMenu />
      </div>
    </header>
  );
}
