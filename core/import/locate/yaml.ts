import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
import { importLimits } from '../../../shared/limits.ts';
import { mendYaml } from '../mend-yaml.ts';
import type { Span } from './span.ts';

/** The parser's events, each with its place in the text that was read; empty where the text is no YAML. */
function eventsOf(text: string): { readonly events: readonly Event[]; readonly text: string } {
  let events: readonly Event[] = [];
  const load = (source: string): void => {
    events = parseEvents(source, { maxDepth: importLimits.depth });
  };
  try {
    const mended = mendYaml(text, load, (error) => error instanceof YAMLException);
    return { events, text: mended.text };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { events: [], text };
  }
}

function startOf(event: Event): number {
  switch (event.type) {
    case EVENT_ID.SCALAR: {
      // The offset of a quoted text is that of its first character.
      const { style, valueStart } = event;
      return style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED ? valueStart - 1 : valueStart;
    }
    case EVENT_ID.ALIAS:
      // The offset is that of the name, behind its asterisk.
      return event.anchorStart - 1;
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return event.start;
    default:
      return 0;
  }
}

const isContainer = (event: Event | undefined): boolean =>
  event?.type === EVENT_ID.MAPPING || event?.type === EVENT_ID.SEQUENCE;

/** Index past the node that starts at `at`. */
function pastNode(events: readonly Event[], at: number): number {
  if (!isContainer(events[at])) return at + 1;
  let depth = 0;
  for (let index = at; index < events.length; index++) {
    if (isContainer(events[index])) depth++;
    else if (events[index]?.type === EVENT_ID.POP && --depth === 0) return index + 1;
  }
  return events.length;
}

/** Where the node that starts at `at` ends: behind the last scalar or alias in it. */
function endOf(events: readonly Event[], at: number, least: number): number {
  for (let index = pastNode(events, at) - 1; index >= at; index--) {
    const event = events[index];
    if (event?.type === EVENT_ID.SCALAR) return Math.max(event.valueEnd, least);
    if (event?.type === EVENT_ID.ALIAS) return Math.max(event.anchorEnd, least);
  }
  return least;
}

interface Node {
  /** Index of the event of its value. */
  readonly at: number;
  /** Offset of its key, or of itself in a sequence. */
  readonly start: number;
}

/** A step below a node. Of a name that stands twice in a mapping the last one counts, as it does for the reader (A24). */
function childOf(events: readonly Event[], text: string, parent: number, step: string): Node | undefined {
  const isMapping = events[parent]?.type === EVENT_ID.MAPPING;
  if (!isMapping && events[parent]?.type !== EVENT_ID.SEQUENCE) return undefined;
  let found: Node | undefined;
  let at = parent + 1;
  for (let index = 0; ; index++) {
    const event = events[at];
    if (event === undefined || event.type === EVENT_ID.POP) return found;
    if (!isMapping) {
      if (String(index) === step) return { at, start: startOf(event) };
      at = pastNode(events, at);
      continue;
    }
    const value = pastNode(events, at);
    if (event.type === EVENT_ID.SCALAR && getScalarValue(text, event) === step) {
      found = { at: value, start: startOf(event) };
    }
    at = pastNode(events, value);
  }
}

/**
 * Gives the function that finds where the value at some steps stands in a YAML text: from its key to its end. What is written
 * behind an alias or a merge key (`<<`) is not written here: then the nearest value above it is meant.
 */
export function yamlSpans(source: string): (steps: readonly string[]) => Span {
  const { events, text } = eventsOf(source);
  const root = events.findIndex((event) => event.type !== EVENT_ID.DOCUMENT);
  const first = events[root];
  if (first === undefined) return () => ({ start: 0, end: 0, exact: false });
  return (steps) => {
    let here: Node = { at: root, start: startOf(first) };
    let exact = true;
    for (const step of steps) {
      const inner = childOf(events, text, here.at, step);
      if (!inner) {
        exact = false;
        break;
      }
      here = inner;
    }
    const span = { start: here.start, end: endOf(events, here.at, here.start), exact };
    return text === source ? span : toSource(source, text, span);
  };
}

/** A span of the mended text as one of the text itself: mending indents lines, it never adds or removes one. */
function toSource(source: string, mended: string, span: Span): Span {
  const offset = (at: number): number => {
    const line = mended.slice(0, at).split('\n').length - 1;
    const lineStart = source.split('\n', line).reduce((sum, one) => sum + one.length + 1, 0);
    return Math.min(source.length, lineStart + (at - (mended.lastIndexOf('\n', at - 1) + 1)));
  };
  return { start: offset(span.start), end: offset(span.end), exact: span.exact };
}
