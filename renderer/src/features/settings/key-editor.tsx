import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { IconArrowBackUp, IconX } from '../../icons.ts';
import { settingsTexts as texts } from '../../texts/settings.ts';
import type { AppCommand } from '../workbench/app-command.ts';
import { commands } from '../workbench/commands.ts';
import { bindKeys, commandOfKeys, keysOf, resetAllKeys, resetKeys, useKeymap } from '../workbench/keymap.ts';
import { isBindable, pressedKeys, shownKeys } from '../workbench/keys.ts';
import { fitsSearch } from './setting-list.ts';

/** Waits for keys: Escape leaves it, Backspace takes the keys away. */
function Recorder({ command, onDone }: { readonly command: AppCommand; onDone(): void }) {
  const [problem, setProblem] = useState('');
  useEffect(() => {
    useKeymap.setState({ recording: true });
    return () => useKeymap.setState({ recording: false });
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab' && !event.ctrlKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') {
      onDone();
      return;
    }
    if (event.key === 'Backspace' && !event.ctrlKey && !event.altKey) {
      bindKeys(commands, command.id, []);
      onDone();
      return;
    }
    const keys = pressedKeys(event.nativeEvent);
    if (keys === undefined) return;
    if (!isBindable(keys)) {
      setProblem(texts.notBindable(shownKeys(keys)));
      return;
    }
    bindKeys(commands, command.id, [keys]);
    onDone();
  };
  return (
    <button
      type="button"
      ref={(element) => element?.focus()}
      className="key-recorder"
      aria-label={texts.recordOf(command.title)}
      onKeyDown={onKeyDown}
      onBlur={onDone}
    >
      {problem === '' ? texts.recording : problem}
    </button>
  );
}

function Row({ command }: { readonly command: AppCommand }) {
  const overrides = useKeymap((state) => state.overrides);
  const [recording, setRecording] = useState(false);
  const keys = keysOf(command, overrides);
  const modified = Object.hasOwn(overrides, command.id);
  // What stands for another command too is said: it cannot come from here, but from a version with further keys.
  const taken = keys.map((one) => commandOfKeys(commands, overrides, one)).find((owner) => owner?.id !== command.id);
  return (
    <tr data-modified={modified}>
      <td className="dim">{command.group}</td>
      <td>{command.title}</td>
      <td>
        {recording ? (
          <Recorder command={command} onDone={() => setRecording(false)} />
        ) : (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            className="key-button"
            onClick={() => setRecording(true)}
          >
            <span className="sr-only">{texts.changeKeysOf(command.title)}</span>
            {keys.length === 0 ? (
              <span className="dim">{texts.noKeys}</span>
            ) : (
              keys.map((one) => <kbd key={one}>{shownKeys(one)}</kbd>)
            )}
          </Button>
        )}
        {taken ? <span className="tone-warn">{texts.takenBy(taken.title)}</span> : null}
      </td>
      <td className="key-acts">
        {modified ? (
          <Tooltip label={texts.reset}>
            <ActionIcon aria-label={texts.resetOf(command.title)} onClick={() => resetKeys(command.id)}>
              <IconArrowBackUp size={13} />
            </ActionIcon>
          </Tooltip>
        ) : null}
        {keys.length > 0 ? (
          <Tooltip label={texts.takeKeys}>
            <ActionIcon aria-label={texts.takeKeysOf(command.title)} onClick={() => bindKeys(commands, command.id, [])}>
              <IconX size={13} />
            </ActionIcon>
          </Tooltip>
        ) : null}
      </td>
    </tr>
  );
}

/** Every command with its keys, each of which can be changed. */
export function KeyEditor({ search }: { readonly search: string }) {
  const overrides = useKeymap((state) => state.overrides);
  const shown = commands.filter((command) =>
    fitsSearch(search, command.group, command.title, ...keysOf(command, overrides)),
  );
  return (
    <>
      <table className="keys">
        <thead>
          <tr>
            <th>{texts.keyColumns.group}</th>
            <th>{texts.keyColumns.command}</th>
            <th>{texts.keyColumns.keys}</th>
            <th>
              <span className="sr-only">{texts.keyColumns.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((command) => (
            <Row key={command.id} command={command} />
          ))}
        </tbody>
      </table>
      {Object.keys(overrides).length > 0 ? (
        <Button mt="sm" variant="default" onClick={resetAllKeys}>
          {texts.resetAllKeys}
        </Button>
      ) : null}
    </>
  );
}
