import { Fragment, type ReactNode, useMemo } from 'react';
import { TextView } from '../../components/text-view.tsx';
import { IconExternalLink, IconPhoto } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { markdownTexts as texts } from '../../texts/markdown.ts';
import { openDialog } from '../workbench/dialogs.ts';
import './markdown.css';
import { type MarkdownNode, markdownTree } from './tree.ts';

type Of<K extends MarkdownNode['kind']> = Extract<MarkdownNode, { readonly kind: K }>;

/** A button, for it asks first: nothing of a foreign text takes the page anywhere. A path of the package is only told. */
function Link({ node: { address, page }, children }: { readonly node: Of<'link'>; readonly children: ReactNode }) {
  if (page === undefined)
    return (
      <>
        {children}
        {address.startsWith('#') ? null : <span className="mono dim">{texts.address(address)}</span>}
      </>
    );
  return (
    <button type="button" className="md-link" onClick={() => openDialog({ kind: 'open-page', ...page })}>
      {children}
      <span className="md-host" title={texts.opens(page.host)}>
        {page.host}
        <IconExternalLink size={11} aria-hidden />
      </span>
    </button>
  );
}

const Image = ({ node: { alt, address } }: { readonly node: Of<'image'> }) => (
  <span className="md-image" title={texts.picture}>
    <IconPhoto size={13} aria-label={texts.picture} role="img" />
    <span>{alt}</span>
    <span className="mono dim">{address}</span>
  </span>
);

interface NodeProps {
  readonly node: MarkdownNode;
  /** Level of the heading that the text stands under: its own go on below it. */
  readonly below: number;
}

function Node({ node, below }: NodeProps) {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'break':
      return <br />;
    case 'rule':
      return <hr />;
    case 'code':
      return <code>{node.text}</code>;
    case 'code-block':
      return (
        <pre {...{ tabIndex: 0 }}>
          <code>{node.text}</code>
        </pre>
      );
    case 'image':
      return <Image node={node} />;
    case 'heading': {
      const Heading = `h${Math.min(6, below + node.level)}` as 'h6';
      return (
        <Heading className="md-heading" data-level={node.level}>
          <Nodes nodes={node.children} below={below} />
        </Heading>
      );
    }
    case 'link':
      return (
        <Link node={node}>
          <Nodes nodes={node.children} below={below} />
        </Link>
      );
    case 'tag': {
      const Tag = node.tag;
      const children = <Nodes nodes={node.children} below={below} />;
      if (node.tag === 'table')
        return (
          <div className="md-table" {...{ tabIndex: 0 }}>
            <table>{children}</table>
          </div>
        );
      return Tag === 'ol' ? <ol start={node.start}>{children}</ol> : <Tag>{children}</Tag>;
    }
  }
}

function Nodes({ nodes, below }: { readonly nodes: readonly MarkdownNode[]; readonly below: number }) {
  // A text that is shown never changes its order.
  return nodes.map((node, place) => {
    const key = `${place}`;
    return (
      <Fragment key={key}>
        <Node node={node} below={below} />
      </Fragment>
    );
  });
}

export interface MarkdownProps {
  /** Accessible name of the text. */
  readonly label: string;
  /** Foreign Markdown as it came. */
  readonly text: string;
  /** Level of the heading that it stands under, 1 to 5. */
  readonly below: number;
}

/** Foreign Markdown: formatted by elements of the page's own, or as plain text where it is too large for that (A117). */
export default function MarkdownText({ label, text, below }: MarkdownProps) {
  const nodes = useMemo(() => markdownTree(text), [text]);
  if (nodes === undefined)
    return (
      <div className="md-plain">
        <p className="dim">{texts.plain}</p>
        <TextView label={label} text={visibleText(text)} />
      </div>
    );
  return (
    <section className="md" aria-label={label} {...{ tabIndex: 0 }}>
      <Nodes nodes={nodes} below={below} />
    </section>
  );
}
