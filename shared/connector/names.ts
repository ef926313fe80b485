import { z } from 'zod';

/** Kebab-case, 1–64 characters; names the connector in the workspace, on the command line and in `cn-<id>`. */
export const connectorId = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'use lower-case letters, digits and single hyphens, starting with a letter')
  .max(64, 'use at most 64 characters');

/** Letters and spaces only (FB-80). */
export const connectorName = z
  .string()
  .regex(/^[a-zA-Z ]+$/, 'use letters and spaces only')
  .max(80, 'use at most 80 characters');

export const semver = z
  .string()
  .max(64)
  .regex(
    /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*)?$/,
    'use a semantic version such as 1.0.0',
  );

/** A JavaScript identifier: a command is a top-level function of that name (FL-31). */
export const commandName = z
  .string()
  .regex(/^[A-Za-z_$][\w$]*$/, 'use a JavaScript identifier')
  .max(128);

/** A table as a person names it; what inference names may hold other signs too. */
export const tableName = z
  .string()
  .regex(/^[A-Za-z][\w-]*$/, 'use letters, digits, hyphens and underscores, starting with a letter')
  .max(64, 'use at most 64 characters');

/** JSONPath of the rows in an answer as reports use it: `$`, `$.data.items`, `$["odd name"]`, of a map `$.data.*`. */
export const recordsPath = z
  .string()
  .regex(
    /^\$(?:\.[A-Za-z_$][\w$-]*|\["(?:[^"\\]|\\.)*"\]|\['(?:[^'\\]|\\.)*'\]|\[\d+\])*(?:\.\*|\[\*\])?$/,
    'use a path such as $ or $.data.items',
  )
  .max(500, 'use at most 500 characters');

/** `noun.verb`, e.g. `contact.create`. */
export const capabilityName = z.string().regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/, 'use noun.verb in lower case');

/** Whether the port at the end of a host is one, where there is any: 1 to 65535. */
export function hasPossiblePort(host: string): boolean {
  const [, port] = /:(\d+)$/.exec(host) ?? [];
  return port === undefined || (Number(port) >= 1 && Number(port) <= 65_535);
}

/** Host with optional port and optional leading `*.`; no scheme, path or user. IPv6 in brackets. */
export const hostPattern = z
  .string()
  .max(260, 'use at most 260 characters')
  .regex(
    /^(?:\*\.)?(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?(?:\.[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?)*|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/,
    'use a host such as api.example.com, *.example.com or 127.0.0.1:4010',
  )
  .refine(hasPossiblePort, 'use a port from 1 to 65535');

/** The functions a connector may have, in the order a person meets them. */
export const functionNames = ['validate', 'config', 'schema', 'data', 'datalist', 'resource'] as const;
export type FunctionName = (typeof functionNames)[number];

/** Without these four a connector is not complete (FB-81). */
export const requiredFunctions = ['validate', 'config', 'schema', 'data'] as const satisfies readonly FunctionName[];

export const isFunctionName = (name: string): name is FunctionName => functionNames.some((known) => known === name);

/** Turns any text into a legal connector id; empty text gives `connector`. */
export function toConnectorId(text: string): string {
  const id = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 64)
    .replace(/-+$/, '');
  return id === '' ? 'connector' : id;
}

/** Turns any text into a legal connector name (FB-80); empty text gives `Connector`. */
export function toConnectorName(text: string): string {
  const name = text
    .normalize('NFKD')
    .replace(/[^a-zA-Z ]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 80)
    .trim();
  return name === '' ? 'Connector' : name;
}
