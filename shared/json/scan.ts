import { jsonLimits } from '../limits.ts';
import { type Expected, type JsonFault, positionAt, reasonAt } from './fault.ts';
import { numberEnd, stringEnd } from './tokens.ts';

/**
 * What a scan tells, in the order of the text. Offsets count characters; those of a text include its quotes. Nothing is copied
 * out of the text: who wants a value cuts it out.
 */
export interface JsonVisitor {
  open(kind: 'object' | 'array', offset: number): void;
  close(offset: number): void;
  key(start: number, end: number): void;
  string(start: number, end: number): void;
  number(start: number, end: number): void;
  literal(value: boolean | null, offset: number): void;
}

const LITERALS: readonly (readonly [string, boolean | null])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

function skipSpace(text: string, from: number): number {
  let at = from;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
  }
}

class Scan {
  private readonly text: string;
  private readonly visitor: JsonVisitor;
  private readonly maxDepth: number;
  /** True for objects. */
  private readonly containers: boolean[] = [];
  private expected: Expected = 'value';
  private at = 0;
  private tooDeep = false;

  constructor(text: string, visitor: JsonVisitor, maxDepth: number) {
    this.text = text;
    this.visitor = visitor;
    this.maxDepth = maxDepth;
  }

  /** Goes on for at most so many tokens; `done` at the end of the text and at a fault. */
  run(tokens: number): { readonly done: boolean; readonly fault?: JsonFault } {
    const { text } = this;
    for (let token = 0; token < tokens; token++) {
      this.at = skipSpace(text, this.at);
      if (this.at >= text.length && this.expected === 'end') return { done: true };
      if (!this.step(text.charCodeAt(this.at))) return { done: true, fault: this.fault() };
    }
    return { done: false };
  }

  private fault(): JsonFault {
    const { text, at, expected, tooDeep, maxDepth } = this;
    const reason = tooDeep
      ? `it nests deeper than ${maxDepth} levels, which is the limit`
      : reasonAt(text, at, expected);
    return { offset: at, ...positionAt(text, at), reason, kind: tooDeep ? 'depth' : 'syntax' };
  }

  /** Takes one token; false where it does not fit. */
  private step(code: number): boolean {
    switch (this.expected) {
      case 'first key':
        return code === CLOSE_OBJECT ? this.close() : this.key(code);
      case 'next key':
        return this.key(code);
      case 'colon':
        return code === COLON && this.go(1, 'value');
      case 'first item':
        return code === CLOSE_ARRAY ? this.close() : this.value(code);
      case 'value':
      case 'next item':
        return this.value(code);
      case 'comma':
        return this.comma(code);
      case 'end':
        return false;
    }
  }

  private go(characters: number, expected: Expected): true {
    this.at += characters;
    this.expected = expected;
    return true;
  }

  /** Past a whole value. */
  private after(end: number): true {
    this.at = end;
    this.expected = this.containers.length === 0 ? 'end' : 'comma';
    return true;
  }

  private comma(code: number): boolean {
    const inObject = this.containers[this.containers.length - 1] === true;
    if (code === COMMA) return this.go(1, inObject ? 'next key' : 'next item');
    return code === (inObject ? CLOSE_OBJECT : CLOSE_ARRAY) && this.close();
  }

  private close(): true {
    this.containers.pop();
    this.visitor.close(this.at);
    return this.after(this.at + 1);
  }

  private open(kind: 'object' | 'array'): boolean {
    if (this.containers.length >= this.maxDepth) {
      this.tooDeep = true;
      return false;
    }
    this.containers.push(kind === 'object');
    this.visitor.open(kind, this.at);
    return this.go(1, kind === 'object' ? 'first key' : 'first item');
  }

  private key(code: number): boolean {
    const end = code === QUOTE ? stringEnd(this.text, this.at) : -1;
    if (end < 0) return false;
    this.visitor.key(this.at, end);
    return this.go(end - this.at, 'colon');
  }

  private value(code: number): boolean {
    if (code === QUOTE) {
      const end = stringEnd(this.text, this.at);
      if (end < 0) return false;
      this.visitor.string(this.at, end);
      return this.after(end);
    }
    if (code === OPEN_OBJECT) return this.open('object');
    if (code === OPEN_ARRAY) return this.open('array');
    if (code === MINUS || (code >= ZERO && code <= NINE)) return this.number();
    const literal = LITERALS.find(([word]) => this.text.startsWith(word, this.at));
    if (!literal) return false;
    this.visitor.literal(literal[1], this.at);
    return this.after(this.at + literal[0].length);
  }

  private number(): boolean {
    const end = numberEnd(this.text, this.at);
    if (end < 0) return false;
    this.visitor.number(this.at, end);
    return this.after(end);
  }
}

/**
 * Reads a JSON text (RFC 8259) from its start to its end and tells the visitor what stands there; gives the first fault, after
 * which the visitor hears nothing more. It loops instead of recursing, so that depth costs no stack; beyond `maxDepth` levels it
 * is a fault (A7). What it takes is what `JSON.parse` takes.
 */
export const scanJson = (
  text: string,
  visitor: JsonVisitor,
  maxDepth: number = jsonLimits.depth,
): JsonFault | undefined => new Scan(text, visitor, maxDepth).run(Number.POSITIVE_INFINITY).fault;

const nothing = (): void => {};
const SILENT: JsonVisitor = {
  open: nothing,
  close: nothing,
  key: nothing,
  string: nothing,
  number: nothing,
  literal: nothing,
};

/** Why `JSON.parse` refuses a text; it says so itself, but where only in some messages, and differently in every engine. */
export const findJsonFault = (text: string): JsonFault | undefined => scanJson(text, SILENT, Number.POSITIVE_INFINITY);

/** Tokens between two pauses: about a millisecond. */
const TOKENS_PER_STEP = 10_000;

/** The same step by step: between two steps others may have their turn. Gives the fault at its end. */
export function* scanJsonSteps(
  text: string,
  visitor: JsonVisitor,
  maxDepth: number = jsonLimits.depth,
): Generator<void, JsonFault | undefined> {
  const scan = new Scan(text, visitor, maxDepth);
  for (;;) {
    const { done, fault } = scan.run(TOKENS_PER_STEP);
    if (done) return fault;
    yield;
  }
}
