import { literal, propertyKey } from './literal.ts';
import { array, type Code, object, property } from './print.ts';

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** True for a list or an object of more than one member: several of them never share a line. */
function isWide(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.keys(value).length > 1;
}

/** A value of JSON as a literal. Keys and texts are foreign: they go through the escaping of literal.ts (A16). */
export function jsonCode(value: unknown): Code {
  if (typeof value === 'string') return literal(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || value === null) return 'null';
  if (isList(value)) {
    const lists = value.every(isList);
    const objects = value.every((item) => typeof item === 'object' && !isList(item));
    return array(value.map(jsonCode), value.length > 1 && (lists || objects) && value.every(isWide));
  }
  return object(Object.entries(value).map(([name, item]) => property(propertyKey(name), jsonCode(item))));
}
