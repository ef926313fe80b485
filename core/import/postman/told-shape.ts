import type { Shape, ShapeType } from '../../infer/model.ts';
import { plainShape } from '../requests/plain-shape.ts';
import { scriptTokens, type Token } from './script-tokens.ts';

/** What scripts tell of one value. */
class Told {
  readonly properties = new Map<string, Told>();
  items: Told | undefined;
  type: ShapeType | undefined;

  property(name: string): Told {
    const known = this.properties.get(name);
    if (known) return known;
    const made = new Told();
    this.properties.set(name, made);
    return made;
  }

  item(): Told {
    this.items ??= new Told();
    return this.items;
  }
}

/** Methods of a list that hand its items to a function. */
const EACH = new Set(['forEach', 'map', 'filter', 'find', 'some', 'every', 'findIndex', 'flatMap']);
/** Properties of every list and text, which say nothing of the answer. */
const BUILT_IN = new Set(['length', 'constructor', 'prototype', '__proto__']);
const DECLARES = new Set(['var', 'let', 'const']);

const TYPE_NAMES: ReadonlyMap<string, ShapeType> = new Map([
  ['array', 'array'],
  ['string', 'string'],
  ['number', 'number'],
  ['boolean', 'boolean'],
  ['object', 'object'],
]);

/** Reads property paths of the answer out of the tokens of one script. */
class Reader {
  readonly #tokens: readonly Token[];
  readonly #names = new Map<string, Told>();
  readonly #root: Told;

  constructor(tokens: readonly Token[], root: Told) {
    this.#tokens = tokens;
    this.#root = root;
  }

  read(): void {
    for (let at = 0; at < this.#tokens.length; at++) {
      this.#declaration(at);
      const found = this.#origin(at);
      if (found) this.#chain(found.value, found.next, at);
    }
  }

  #is(at: number, ...texts: readonly string[]): boolean {
    return texts.every((text, index) => {
      const token = this.#tokens[at + index];
      return token !== undefined && token.kind !== 'text' && token.text === text;
    });
  }

  /** The value that an expression starts from, and where it goes on. */
  #origin(at: number): { readonly value: Told; readonly next: number } | undefined {
    const token = this.#tokens[at];
    if (token?.kind !== 'name' || this.#is(at - 1, '.') || this.#is(at - 1, '?.')) return undefined;
    if (this.#is(at, 'pm', '.', 'response', '.', 'json', '(', ')')) return { value: this.#root, next: at + 7 };
    if (this.#is(at, 'JSON', '.', 'parse', '(', 'responseBody', ')')) return { value: this.#root, next: at + 6 };
    if (this.#is(at, 'JSON', '.', 'parse', '(', 'pm', '.', 'response', '.', 'text', '(', ')', ')')) {
      return { value: this.#root, next: at + 12 };
    }
    const known = this.#names.get(token.text);
    return known && { value: known, next: at + 1 };
  }

  /** `var row = answer.items[0]` gives a name to a value; `for (const row of answer.items)` to an item. */
  #declaration(at: number): void {
    const name = this.#tokens[at + 1];
    if (!DECLARES.has(this.#tokens[at]?.text ?? '') || name?.kind !== 'name') return;
    const isLoop = this.#is(at + 2, 'of');
    const found = isLoop || this.#is(at + 2, '=') ? this.#origin(at + 3) : undefined;
    const value = found && this.#chain(found.value, found.next, at + 3);
    if (value) this.#names.set(name.text, isLoop ? value.item() : value);
    else this.#names.delete(name.text);
  }

  /** Follows `.name`, `['name']` and `[0]` from a value; gives the value at their end. `begin` is the first token of it all. */
  #chain(start: Told, from: number, begin: number): Told {
    let value = start;
    let at = from;
    for (;;) {
      const step = this.#tokens[at + 1];
      if ((this.#is(at, '.') || this.#is(at, '?.')) && step?.kind === 'name') {
        if (this.#is(at + 2, '(')) {
          this.#call(value, step.text, at + 3);
          return value;
        }
        if (BUILT_IN.has(step.text)) return value;
        value = value.property(step.text);
        at += 2;
      } else if (this.#is(at, '[') && this.#is(at + 2, ']')) {
        value = step?.kind === 'text' ? value.property(step.text) : value.item();
        at += 3;
      } else {
        this.#asserted(value, begin, at);
        return value;
      }
    }
  }

  /** A method of a value: what it says about it. `at` is the first token inside the parentheses. */
  #call(value: Told, method: string, at: number): void {
    const argument = this.#tokens[at];
    if (method === 'hasOwnProperty' && argument?.kind === 'text') value.property(argument.text);
    if (!EACH.has(method)) return;
    const item = value.item();
    const shift = this.#is(at, 'function') ? (this.#is(at + 1, '(') ? 2 : 3) : this.#is(at, '(') ? 1 : 0;
    const name = this.#tokens[at + shift];
    if (name?.kind === 'name') this.#names.set(name.text, item);
  }

  /** `Array.isArray(x)`, `Number.isInteger(x)`, `expect(x).to.be.an('array')`, `expect(x).to.have.property('y')`. */
  #asserted(value: Told, begin: number, end: number): void {
    if (!this.#is(end, ')') || !this.#is(begin - 1, '(')) return;
    const caller = this.#tokens[begin - 2]?.text;
    if (caller === 'isArray') value.type = 'array';
    if (caller === 'isInteger') value.type = 'integer';
    if (caller !== 'expect') return;
    for (let at = end + 1; this.#is(at, '.'); at += 2) {
      const word = this.#tokens[at + 1]?.text;
      const argument = this.#tokens[at + 3];
      if (!this.#is(at + 2, '(')) continue;
      if (argument?.kind !== 'text') return;
      if (word === 'property') value.property(argument.text);
      if (word === 'a' || word === 'an') value.type = TYPE_NAMES.get(argument.text) ?? value.type;
      return;
    }
  }
}

/** A told value as a shape; all of it stands at the pointer of the script. */
function toShape(told: Told, pointer: string): Shape {
  const items = told.items && toShape(told.items, pointer);
  const type = items ? 'array' : told.properties.size > 0 ? 'object' : told.type;
  return plainShape({
    pointer,
    type,
    properties: new Map([...told.properties].map(([name, value]) => [name, toShape(value, pointer)])),
    items,
  });
}

/**
 * What the scripts after a request tell of its answer: the paths by which they read it. The text is looked at token by token and
 * never run (A19). Undefined where they say nothing of it.
 */
export function toldShape(scripts: readonly { readonly text: string; readonly pointer: string }[]): Shape | undefined {
  const root = new Told();
  const [first] = scripts;
  for (const { text } of scripts) new Reader(scriptTokens(text), root).read();
  const tells = root.properties.size > 0 || root.items !== undefined;
  return first && tells ? toShape(root, first.pointer) : undefined;
}
