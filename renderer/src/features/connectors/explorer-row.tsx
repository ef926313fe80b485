import { FileIcon } from '../../components/file-icon.tsx';
import { IconFolder, IconHistory, IconPlayerPlay, IconTable, IconTerminal } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { explorerTexts } from '../../texts/explorer.ts';
import { runTarget } from '../run/target-commands.ts';
import { renameFile } from './explorer-actions.ts';
import type { ExplorerRow } from './explorer-rows.ts';
import { useExplorer } from './explorer-state.ts';

function Icon({ row }: { readonly row: ExplorerRow }) {
  const common = { size: 14, className: 'tone-dim', 'aria-hidden': true } as const;
  switch (row.kind) {
    case 'connector':
      return <FileIcon name="overview" />;
    case 'folder':
      return <IconFolder {...common} />;
    case 'file':
      return <FileIcon name={row.label} />;
    case 'command':
      return <IconTerminal {...common} />;
    case 'entities':
    case 'entity':
      return <IconTable {...common} />;
    case 'history':
      return <IconHistory {...common} />;
    case 'note':
      return null;
  }
}

/** The name of a file as it is being changed: Enter takes it, Escape leaves it. */
function NameInput({ row }: { readonly row: Extract<ExplorerRow, { kind: 'file' }> }) {
  const done = () => {
    useExplorer.setState({ renaming: null });
    document.querySelector<HTMLElement>('[data-region="side"] [role="tree"]')?.focus();
  };
  return (
    <input
      ref={(input) => {
        input?.focus();
        // The name without its extension, as it is mostly kept.
        input?.setSelectionRange(0, row.label.lastIndexOf('.'));
      }}
      className="tree-input"
      aria-label={explorerTexts.renameField(row.path)}
      defaultValue={row.label}
      spellCheck={false}
      onBlur={() => useExplorer.setState({ renaming: null })}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') {
          const name = event.currentTarget.value;
          done();
          void renameFile(row.connector, row.path, name);
        } else if (event.key === 'Escape') done();
      }}
    />
  );
}

/** Runs a function or command, for the mouse; keys have it in the menu of the row. */
function RunAct({ connector, target }: { readonly connector: string; readonly target: string }) {
  return (
    <span className="tree-acts" aria-hidden>
      <span
        className="tree-act"
        title={explorerTexts.runTarget(target)}
        onClickCapture={(event) => {
          event.preventDefault();
          runTarget(connector, target);
        }}
      >
        <IconPlayerPlay size={12} />
      </span>
    </span>
  );
}

interface RowProps {
  readonly row: ExplorerRow;
  readonly active: boolean;
  readonly unsaved: boolean;
}

/** What a row of the explorer shows. */
export function ExplorerRowView({ row, active, unsaved }: RowProps) {
  const renaming = useExplorer((state) => state.renaming === row.id);
  const target = row.kind === 'command' ? row.name : row.kind === 'file' ? row.target : null;
  return (
    <>
      <Icon row={row} />
      {renaming && row.kind === 'file' ? (
        <NameInput row={row} />
      ) : (
        <span className={`ellipsis ${active ? 'tree-strong' : ''} ${row.kind === 'note' ? 'dim' : ''}`}>
          {visibleText(row.label)}
        </span>
      )}
      {target === null ? null : <RunAct connector={row.connector} target={target} />}
      {row.note === undefined ? null : (
        <span className="tree-note" aria-hidden>
          {visibleText(row.note)}
        </span>
      )}
      {unsaved ? <span className="tree-mark" role="img" aria-label={explorerTexts.unsaved} /> : null}
    </>
  );
}
