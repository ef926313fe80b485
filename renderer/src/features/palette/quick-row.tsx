import { FileIcon } from '../../components/file-icon.tsx';
import { IconHistory, IconPlugConnected, IconTable } from '../../icons.ts';
import { pieces, type QuickItem, type Ranked } from './rank.ts';

function Icon({ item }: { readonly item: QuickItem }) {
  const common = { size: 14, className: 'tone-dim', 'aria-hidden': true } as const;
  switch (item.kind) {
    case 'command':
      return null;
    case 'connector':
      return <FileIcon name="overview" />;
    case 'entity':
      return <IconTable {...common} />;
    case 'connection':
      return <IconPlugConnected {...common} />;
    case 'run':
      return <IconHistory {...common} />;
    case 'file':
      return <FileIcon name={item.label} />;
  }
}

function Marked({ text, hits }: { readonly text: string; readonly hits: readonly number[] }) {
  let at = 0;
  return pieces(text, hits).map((piece) => {
    const key = at;
    at += piece.text.length;
    return piece.hit ? <mark key={key}>{piece.text}</mark> : <span key={key}>{piece.text}</span>;
  });
}

interface QuickRowProps {
  readonly id: string;
  readonly ranked: Ranked;
  readonly index: number;
  readonly chosen: boolean;
  onChoose(): void;
}

/** One entry of the box; the focus stays in its input. */
export function QuickRow({ id, ranked: { item, labelHits, detailHits }, index, chosen, onChoose }: QuickRowProps) {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      data-index={index}
      className="quick-row"
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      onKeyDown={() => undefined}
    >
      <Icon item={item} />
      <span className="ellipsis">
        <Marked text={item.label} hits={labelHits} />
      </span>
      {item.detail === '' ? null : (
        <span className="quick-detail ellipsis">
          <Marked text={item.detail} hits={detailHits} />
        </span>
      )}
      {item.keys === undefined ? null : <kbd>{item.keys}</kbd>}
    </div>
  );
}
