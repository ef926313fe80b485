import { jsonCode } from './code/json.ts';
import { propertyKey } from './code/literal.ts';
import { type Code, object, property } from './code/print.ts';

/** A body that is being put together: members by name, objects inside objects. */
type Members = Map<string, Code | Members>;

const isMembers = (value: Code | Members | undefined): value is Members => value instanceof Map;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;

function membersOf(value: Readonly<Record<string, unknown>>): Members {
  return new Map(
    Object.entries(value).map(([name, item]) => [name, isObject(item) ? membersOf(item) : jsonCode(item)]),
  );
}

function codeOf(members: Members): Code {
  return object(
    [...members].map(([name, value]) => {
      const code = isMembers(value) ? codeOf(value) : value;
      return name === code ? name : property(propertyKey(name), code);
    }),
  );
}

/** The body of a request as an object literal; dotted names reach into objects: `variables.after`. */
export class BodyCode {
  readonly #members: Members = new Map();

  get isEmpty(): boolean {
    return this.#members.size === 0;
  }

  /** A property with a value that the description states. */
  state(name: string, value: unknown): void {
    this.#members.set(name, isObject(value) ? membersOf(value) : jsonCode(value));
  }

  /** A property, or one inside another, with an expression. A name that is a property as it stands is no path. */
  set(name: string, code: Code): void {
    const steps = this.#members.has(name) ? [name] : name.split('.').filter((step) => step !== '');
    const last = steps.pop() ?? name;
    let members = this.#members;
    for (const step of steps) {
      const inner = members.get(step);
      const next: Members = isMembers(inner) ? inner : new Map();
      members.set(step, next);
      members = next;
    }
    members.set(last, code);
  }

  code(): Code {
    return codeOf(this.#members);
  }
}
