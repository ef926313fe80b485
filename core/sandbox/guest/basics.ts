/**
 * Guest bootstrap, part 1: what the other parts stand on, errors as JSON. Runs inside the engine before
 * any code of the user, in a file of its own, so that user code keeps its line 1 (docs/ENGINE.md).
 */
export const basics = `
const { parse, stringify } = JSON;
const { defineProperty, freeze, keys } = Object;
const { isArray } = Array;
const { isView } = ArrayBuffer;

// Without threads and Atomics it is of no use but to attackers.
delete globalThis.SharedArrayBuffer;

const define = (name, value) =>
  defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
const hidden = (object, name, value) =>
  defineProperty(object, name, { value, writable: true, configurable: true, enumerable: false });
const cut = (text, max) => (text.length > max ? text.slice(0, max) + '…' : text);

const read = (object, name) => {
  try {
    return object[name];
  } catch {
    return undefined;
  }
};
const printable = (value) => {
  try {
    return String(value);
  } catch {
    return '(a value that cannot be shown)';
  }
};
const need = (given, least) => {
  if (given < least) throw new TypeError(least + (least === 1 ? ' argument is' : ' arguments are') + ' needed, but ' + given + ' given');
};
const tag = (Type, name) => defineProperty(Type.prototype, Symbol.toStringTag, { value: name, configurable: true });
const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

// An error with a name of its own and no frames of this file's callers lost.
const named = (name, message, stack) => {
  const error = new Error(message);
  hidden(error, 'name', name);
  if (stack !== undefined) hidden(error, 'stack', stack);
  return error;
};

const messageOf = (thrown) => {
  const message = read(thrown, 'message');
  if (typeof message === 'string') return message;
  try {
    return stringify(thrown) ?? printable(thrown);
  } catch {
    return printable(thrown);
  }
};

// Whatever was thrown, as JSON text; never throws, never runs long.
const describe = (thrown) => {
  try {
    if (!isObject(thrown)) return stringify({ name: 'Error', message: cut(printable(thrown), limits.errorChars), value: thrown === null ? 'null' : typeof thrown });
    const name = read(thrown, 'name');
    const stack = read(thrown, 'stack');
    const cause = read(thrown, 'cause');
    let message = messageOf(thrown);
    if (isObject(cause)) message += ' (caused by ' + printable(read(cause, 'name')) + ': ' + messageOf(cause) + ')';
    return stringify({
      name: cut(typeof name === 'string' ? name : 'Error', limits.errorNameChars),
      message: cut(message, limits.errorChars),
      stack: cut(typeof stack === 'string' ? stack : '', limits.errorChars),
    });
  } catch {
    return '{"name":"Error","message":"(an error that cannot be shown)","value":"unknown"}';
  }
};
const failed = (thrown) => host.done('error', describe(thrown));
`;
