import { Button, Modal } from '@mantine/core';
import { IconCopy } from '../../icons.ts';
import { copyText } from '../../lib/clipboard.ts';
import { closeDialog } from '../workbench/dialogs.ts';
import { shortcutList } from '../workbench/shortcuts.ts';
import './about.css';
import { useAppInfo } from './store.ts';

/** What runs here, where the data lies, and the keys. */
export function AboutDialog() {
  const info = useAppInfo((state) => state.info);
  const facts: readonly (readonly [string, string])[] = info
    ? [
        ['Version', info.version],
        ['Host', info.host === 'electron' ? 'desktop' : 'browser'],
        ['Platform', info.platform],
        ['Node', info.node],
        ['SQLite', info.sqlite],
        ['Workspace', info.workspace],
        [
          'Secrets',
          info.vault.kind === 'keychain' ? 'system keychain' : (info.vault.reason ?? 'vault under a passphrase'),
        ],
      ]
    : [];
  return (
    <Modal opened onClose={closeDialog} title="About Connector Studio" size="md">
      <p className="dim">
        Imports an API description, writes the connector, runs it in a sandbox with every request on view.
      </p>
      <dl className="about-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3 className="about-title">Keys</h3>
      <dl className="about-facts">
        {shortcutList.map(({ keys, title }) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{title}</dd>
          </div>
        ))}
      </dl>
      <Button
        mt="md"
        variant="default"
        leftSection={<IconCopy size={13} aria-hidden />}
        disabled={info === null}
        onClick={() => copyText(facts.map(([name, value]) => `${name}: ${value}`).join('\n'), 'facts')}
      >
        Copy the facts
      </Button>
    </Modal>
  );
}
