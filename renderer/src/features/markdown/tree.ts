import markdownIt, { type Token } from 'markdown-it';
import { markdownLimits } from '../../../../shared/limits.ts';
import { visibleText } from '../../lib/text.ts';
import { type OutsidePage, outsidePage } from './link.ts';

const tags = ['p', 'blockquote', 'ul', 'ol', 'li', 'strong', 'em', 's'] as const;
const tableTags = ['table', 'thead', 'tbody', 'tr', 'th', 'td'] as const;
const tagNames = [...tags, ...tableTags] as const;
export type MarkdownTag = (typeof tagNames)[number];

/** Foreign Markdown as what is shown of it. Every text has passed `visibleText`; an address is shown, never fetched. */
export type MarkdownNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'rule' }
  /** `level` is 1 to 6, as it was written. */
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly MarkdownNode[] }
  | {
      readonly kind: 'tag';
      readonly tag: MarkdownTag;
      readonly children: readonly MarkdownNode[];
      readonly start?: number;
    }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'code-block'; readonly text: string }
  | { readonly kind: 'image'; readonly alt: string; readonly address: string }
  /** `page` is undefined where it leads to no page outside. */
  | {
      readonly kind: 'link';
      readonly address: string;
      readonly page: OutsidePage | undefined;
      readonly children: readonly MarkdownNode[];
    };

/** Raw HTML stays text: no token for it is made. */
const reader = markdownIt({ html: false, linkify: true, maxNesting: markdownLimits.nesting });
// Only what says that it is an address: `readme.md` would be a host of Moldova.
reader.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });

const attribute = (token: Token, name: string): string => `${token.attrGet(name) ?? ''}`;

/** The text of an image's description, whatever is in it. */
const plainText = (tokens: readonly Token[]): string =>
  tokens
    .map((one) => (one.children ? plainText(one.children) : one.type.endsWith('break') ? ' ' : one.content))
    .join('');

function branch(token: Token, children: readonly MarkdownNode[]): MarkdownNode | undefined {
  if (token.type === 'heading_open') return { kind: 'heading', level: Number(token.tag.slice(1)), children };
  if (token.type === 'link_open') {
    const address = attribute(token, 'href');
    return { kind: 'link', address: visibleText(address), page: outsidePage(address), children };
  }
  const tag = tagNames.find((one) => one === token.tag);
  if (tag === undefined) return undefined;
  const start = Number(attribute(token, 'start'));
  return { kind: 'tag', tag, children, ...(tag === 'ol' && start > 1 ? { start } : {}) };
}

function leaf(token: Token): MarkdownNode {
  switch (token.type) {
    case 'code_inline':
      return { kind: 'code', text: visibleText(token.content) };
    case 'code_block':
    case 'fence':
      return { kind: 'code-block', text: visibleText(token.content.replace(/\n$/, '')) };
    case 'hr':
      return { kind: 'rule' };
    case 'hardbreak':
      return { kind: 'break' };
    case 'softbreak':
      return { kind: 'text', text: '\n' };
    case 'image':
      return {
        kind: 'image',
        alt: visibleText(plainText(token.children ?? [])),
        address: visibleText(attribute(token, 'src')),
      };
    default:
      return { kind: 'text', text: visibleText(token.content) };
  }
}

const isTooDeep = (tokens: readonly Token[]): boolean =>
  tokens.some(({ level, children }) => level >= markdownLimits.nesting - 1 || isTooDeep(children ?? []));

const countOf = (tokens: readonly Token[]): number =>
  tokens.reduce((count, { children }) => count + 1 + (children?.length ?? 0), 0);

/** Tokens stand one after another; what opens holds what comes before its end. */
function nodesOf(tokens: readonly Token[]): readonly MarkdownNode[] {
  const open: { readonly token: Token | null; readonly children: MarkdownNode[] }[] = [{ token: null, children: [] }];
  const add = (...nodes: readonly MarkdownNode[]) => open.at(-1)?.children.push(...nodes);
  for (const token of tokens) {
    if (token.nesting === 1) open.push({ token, children: [] });
    else if (token.nesting === -1) {
      const { token: begun = null, children = [] } = open.pop() ?? {};
      // In a tight list the text of an item is no paragraph of its own.
      const made = begun === null || begun.hidden ? undefined : branch(begun, children);
      add(...(made === undefined ? children : [made]));
    } else if (token.type === 'inline') for (const one of nodesOf(token.children ?? [])) add(one);
    else add(leaf(token));
  }
  return open[0]?.children ?? [];
}

/**
 * Foreign Markdown, taken apart; undefined where it is longer, deeper or of more parts than `markdownLimits` says, so that it
 * is to be shown as the text that it is: the reader leaves out what lies too deep.
 */
export function markdownTree(text: string): readonly MarkdownNode[] | undefined {
  if (text.length > markdownLimits.chars) return undefined;
  const tokens = reader.parse(text, {});
  return countOf(tokens) > markdownLimits.nodes || isTooDeep(tokens) ? undefined : nodesOf(tokens);
}
