import type { ReactNode } from 'react';
import { FileIcon } from '../../components/file-icon.tsx';
import { IconFileImport, IconFolderOpen, IconPlus, IconRocket, IconSearch } from '../../icons.ts';
import { loadedValue } from '../../lib/loadable.ts';
import { visibleText } from '../../lib/text.ts';
import { workbenchTexts } from '../../texts/workbench.ts';
import { useConnectors } from '../connectors/store.ts';
import { showTab } from '../editor/store.ts';
import { tryDemo } from '../import/demo.ts';
import { chooseArchive } from '../open-request/choose.ts';
import { openQuick } from '../palette/store.ts';
import { showSettings } from '../settings/commands.ts';
import { commands } from './commands.ts';
import { openDialog } from './dialogs.ts';
import { keysOf, useKeymap } from './keymap.ts';
import { shownKeys } from './keys.ts';

const texts = workbenchTexts.welcome;
const shownConnectors = 8;
/** The commands whose keys a person needs first. */
const firstKeys = ['quick-open', 'commands', 'run', 'save', 'search', 'toggle-panel', 'next-region', 'settings'];

interface StartProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly note?: string;
  onClick(): void;
}

function Start({ icon, label, note, onClick }: StartProps) {
  return (
    <li>
      <button type="button" className="welcome-start" onClick={onClick}>
        {icon}
        <span>{label}</span>
      </button>
      {note === undefined ? null : <span className="dim">{note}</span>}
    </li>
  );
}

function Starts() {
  return (
    <section aria-label={texts.start}>
      <h3>{texts.start}</h3>
      <ul className="welcome-list">
        <Start
          icon={<IconFileImport size={15} aria-hidden />}
          label={texts.import}
          note={texts.importText}
          onClick={() => openDialog({ kind: 'import' })}
        />
        <Start
          icon={<IconPlus size={15} aria-hidden />}
          label={texts.newConnector}
          note={texts.newConnectorText}
          onClick={() => openDialog({ kind: 'new-connector' })}
        />
        <Start
          icon={<IconRocket size={15} aria-hidden />}
          label={texts.demo}
          note={texts.demoText}
          onClick={() => void tryDemo()}
        />
        <Start icon={<IconFolderOpen size={15} aria-hidden />} label={texts.openArchive} onClick={chooseArchive} />
        <Start icon={<IconSearch size={15} aria-hidden />} label={texts.quickOpen} onClick={() => openQuick('')} />
      </ul>
    </section>
  );
}

function Recent() {
  const list = useConnectors((state) => loadedValue(state.list));
  if (list === undefined || list.length === 0) return null;
  const recent = list.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt)).slice(0, shownConnectors);
  return (
    <section aria-label={texts.recent}>
      <h3>{texts.recent}</h3>
      <ul className="welcome-list">
        {recent.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className="welcome-start"
              onClick={() => showTab({ kind: 'overview', connector: one.id })}
            >
              <FileIcon name="overview" />
              <span>{visibleText(one.id)}</span>
            </button>
            <span className="dim">{texts.facts(one.version, one.entities, one.commands)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Steps() {
  return (
    <ol className="welcome-steps">
      {texts.steps.map(([name, text]) => (
        <li key={name}>
          <strong>{name}</strong> <span>{text}</span>
        </li>
      ))}
    </ol>
  );
}

function Keys() {
  const overrides = useKeymap((state) => state.overrides);
  const shown = firstKeys.flatMap((id) => {
    const command = commands.find((one) => one.id === id);
    const [keys] = command ? keysOf(command, overrides) : [];
    return command && keys ? [{ id, title: command.title, keys: shownKeys(keys) }] : [];
  });
  return (
    <section aria-label={texts.keys}>
      <h3>{texts.keys}</h3>
      <dl className="welcome-keys">
        {shown.map(({ id, title, keys }) => (
          <div key={id}>
            <dt>{title}</dt>
            <dd>
              <kbd>{keys}</kbd>
            </dd>
          </div>
        ))}
      </dl>
      <button type="button" className="welcome-start" onClick={() => showSettings()}>
        <span>{texts.allKeys}</span>
      </button>
    </section>
  );
}

/** What stands where no file is open: where to begin, what was worked on, the keys. */
export function Welcome() {
  const empty = useConnectors((state) => state.list.kind === 'ready' && state.list.value.length === 0);
  return (
    <div className="welcome">
      <div className="welcome-box">
        <h2>{empty ? texts.first : texts.again}</h2>
        <p className="dim">{texts.lead}</p>
        <div className="welcome-columns">
          <div>
            <Starts />
            <Recent />
          </div>
          <div>
            {empty ? <Steps /> : null}
            <Keys />
          </div>
        </div>
      </div>
    </div>
  );
}
