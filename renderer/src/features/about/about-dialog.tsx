import { Button, Modal } from '@mantine/core';
import { IconCopy } from '../../icons.ts';
import { copyText } from '../../lib/clipboard.ts';
import { visibleText } from '../../lib/text.ts';
import { aboutTexts as texts } from '../../texts/about.ts';
import { settingsTexts } from '../../texts/settings.ts';
import { showSettings } from '../settings/commands.ts';
import { commands } from '../workbench/commands.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { keysOf, useKeymap } from '../workbench/keymap.ts';
import { shownKeys } from '../workbench/keys.ts';
import './about.css';
import { useAppInfo } from './store.ts';

/** What runs here and where the data lies, as names and values. */
function useFacts(): readonly (readonly [string, string])[] {
  const info = useAppInfo((state) => state.info);
  if (info === null) return [];
  const { facts } = texts;
  return [
    [facts.version, info.version],
    [facts.host, info.host === 'electron' ? texts.desktop : texts.browser],
    [facts.platform, info.platform],
    [facts.node, info.node],
    [facts.sqlite, info.sqlite],
    [facts.workspace, visibleText(info.workspace)],
    [facts.secrets, texts.secrets(info.vault.kind, visibleText(info.vault.reason ?? ''))],
  ];
}

function Keys() {
  const overrides = useKeymap((state) => state.overrides);
  return (
    <dl className="about-facts about-keys">
      {commands.map((command) => {
        const keys = keysOf(command, overrides);
        return keys.length === 0 ? null : (
          <div key={command.id}>
            <dt>
              {keys.map((one) => (
                <kbd key={one}>{shownKeys(one)}</kbd>
              ))}
            </dt>
            <dd>{command.title}</dd>
          </div>
        );
      })}
    </dl>
  );
}

/** What runs here, where the data lies, and the keys. */
export function AboutDialog() {
  const facts = useFacts();
  return (
    <Modal opened onClose={closeDialog} title={texts.title} size="md">
      <p className="dim">{texts.lead}</p>
      <dl className="about-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3 className="about-title">{texts.keys}</h3>
      <Keys />
      <div className="about-actions">
        <Button
          variant="default"
          leftSection={<IconCopy size={13} aria-hidden />}
          disabled={facts.length === 0}
          onClick={() => copyText(facts.map(([name, value]) => `${name}: ${value}`).join('\n'), texts.copied)}
        >
          {texts.copy}
        </Button>
        <Button
          variant="default"
          onClick={() => {
            closeDialog();
            showSettings(settingsTexts.sections.keyboard);
          }}
        >
          {texts.allKeys}
        </Button>
      </div>
    </Modal>
  );
}
