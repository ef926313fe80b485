import { abort } from './abort.ts';
import { basics } from './basics.ts';
import { clock } from './clock.ts';
import { headers } from './headers.ts';
import { http } from './http.ts';
import { shown } from './shown.ts';
import { tools } from './tools.ts';
import { web } from './web.ts';

/** File name of the bootstrap in guest stacks; never a name of the user's files. */
export const preludeFile = 'studio:guest';

const entry = `
const exported = (module, name, file) => {
  if (typeof module[name] === 'function') return module[name];
  if (typeof module.default === 'function') return module.default;
  const names = keys(module);
  throw named('MissingFunction', file + ' exports no function ' + name + '; ' + (names.length === 0 ? 'it exports nothing' : 'it exports ' + names.join(', ')) + '.', '');
};
const declared = (name, file) => {
  // Indirect: it sees the script's top-level names, const and let included, and none of this file's.
  const value = (0, eval)('typeof ' + name + ' === "undefined" ? undefined : ' + name);
  if (typeof value === 'function') return value;
  throw named('MissingFunction', file + ' has no top-level function ' + name + '.', '');
};
const finished = (name, value) => {
  let json;
  try {
    json = stringify(value);
  } catch (error) {
    if (error instanceof TypeError) hidden(error, 'message', 'The result of ' + name + ' cannot be written as JSON: ' + error.message);
    throw error;
  }
  host.done('ok', json ?? 'null');
};
const work = async (find, name, value) => {
  try {
    const run = await find();
    finished(name, await (value === undefined ? run() : run(value)));
  } catch (error) {
    failed(error);
  }
};
return {
  // The limits this side keeps; before anything else.
  limits: (json) => {
    limits = parse(json);
  },
  deterministic: useStepClock,
  // Inputs of a command (FL-31); parsed here, so they are copies (FL-38).
  inputs: (json) => {
    const { params, config, variables } = parse(json);
    floh.params = params;
    floh.config = config;
    floh.variables = variables;
  },
  module: (file, name, json) => {
    work(async () => exported(await import(file), name, file), name, json === '' ? undefined : parse(json));
  },
  script: (file, name) => {
    work(() => declared(name, file), name, undefined);
  },
  settle,
  fire,
  thrown: failed,
};
`;

/** The whole bootstrap: a script whose value is a function `(host) => entry points`. Raw host functions live in its closure only (docs/ENGINE.md). */
export const prelude = `(function (host) {
'use strict';
let limits;
${basics}${shown}${web}${tools}${headers}${abort}${http}${clock}${entry}})`;
