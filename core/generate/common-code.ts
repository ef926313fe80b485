import { jsonCode } from './code/json.ts';
import { literal, member, propertyKey } from './code/literal.ts';
import { type Code, property } from './code/print.ts';
import { headerName } from './inputs.ts';
import type { Common } from './settings.ts';

/** The headers that every request carries, as members of an object; `source` holds the fields of the connection. */
export const commonHeaders = (common: Common, source: string): readonly Code[] =>
  common.headers.map(({ name, value }) =>
    property(
      propertyKey(headerName(name)),
      value.kind === 'setting'
        ? member(source, value.id)
        : typeof value.value === 'object'
          ? literal(JSON.stringify(value.value))
          : jsonCode(value.value),
    ),
  );

/** `accept` of a source that answers JSON, unless every request names another. */
export const acceptHeader = (common: Common): readonly Code[] =>
  common.headers.some(({ name }) => name.toLowerCase() === 'accept') ? [] : ["accept: 'application/json'"];
