import { IconChevronRight } from '../icons.ts';
import { formatCount } from '../lib/format.ts';
import { visibleText } from '../lib/text.ts';
import { kitTexts } from '../texts/kit.ts';
import { Highlighted } from './highlighted.tsx';
import type { JsonLine } from './json-lines.ts';
import type { JsonNode } from './json-node.ts';

interface LineProps {
  readonly line: JsonLine;
  /** Shown for the root, which has no name of its own. */
  readonly rootKey: string;
  /** Text that is looked for, marked where it stands. */
  readonly wanted: string;
  /** The text is still being read: sizes are not the last word. */
  readonly isReading: boolean;
}

function Scalar({ node, wanted }: { readonly node: JsonNode; readonly wanted: string }) {
  const text = <Highlighted text={node.text.replaceAll('\n', '\\n')} wanted={wanted} />;
  if (node.kind !== 'string')
    return <span className={node.kind === 'number' ? 'json-number' : 'json-word'}>{text}</span>;
  return (
    <span className="json-string">
      {'"'}
      {text}
      {node.isCut ? '…' : '"'}
    </span>
  );
}

/** What a line of a JSON tree shows. */
export function Line({ line, rootKey, wanted, isReading }: LineProps) {
  if (line.kind === 'more') {
    const texts = kitTexts.json;
    const count = formatCount(line.hidden);
    return <span className="json-more">{line.side === 'before' ? texts.before(count) : texts.after(count)}</span>;
  }
  const { node, open } = line;
  const name = line.parent < 0 ? visibleText(rootKey) : <Highlighted text={node.key} wanted={wanted} />;
  const size = `${formatCount(node.size)}${isReading ? '+' : ''}`;
  return (
    <>
      {open === undefined ? null : <IconChevronRight size={12} className="json-chevron" data-open={open} aria-hidden />}
      <span className="json-key">{name}</span>
      <span className="dim">{': '}</span>
      {node.id < 0 ? (
        <Scalar node={node} wanted={wanted} />
      ) : (
        <span className="dim">{node.kind === 'array' ? `[${size}]` : `{${size}}`}</span>
      )}
    </>
  );
}
