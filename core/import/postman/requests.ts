import type { ImportNote } from '../../../shared/import/report.ts';
import { importLimits } from '../../../shared/limits.ts';
import { asArray, asText, isObject, type JsonObject, own, textAt } from '../json.ts';
import { pointerTo, quote } from '../quote.ts';
import { type Authentications, authorizationOf, type KeyPlace, keysTogether } from '../requests/auth.ts';
import { isParameterHeader, sortHeaders } from '../requests/headers.ts';
import { isKeyQuery } from '../requests/key-names.ts';
import type { FoundSecrets } from '../requests/secret-places.ts';
import type { SeenBody, SeenRequest, SeenValue } from '../requests/seen.ts';
import type { Warnings } from '../warnings.ts';
import { type AuthBlock, isLiteral, readAuthBlock } from './auth.ts';
import { readBody } from './bodies.ts';
import { exampleQuery, examplesOf } from './examples.ts';
import { noteOf, type Script, scriptsOf, variablesSet } from './scripts.ts';
import { type Target, targetOf } from './target.ts';
import { toldShape } from './told-shape.ts';
import { type PostmanUrl, readUrl } from './url.ts';
import { descriptionOf, readValue } from './values.ts';
import { Scope } from './variables.ts';

/** What a folder hands down to what is in it. */
interface Frame {
  readonly scope: Scope;
  readonly auth: AuthBlock | undefined;
  readonly tags: readonly string[];
}

/** A request with what its server leaves open. */
export interface PostmanRequest {
  readonly seen: SeenRequest;
  readonly target: Target;
}

/** A header as it is written: a name, a text, and where they stand. */
interface WrittenHeader {
  readonly name: string;
  readonly text: string;
  readonly node: unknown;
  readonly pointer: string;
}

function writtenHeaders(list: unknown, pointer: string): readonly WrittenHeader[] {
  if (typeof list === 'string') {
    return list.split(/\r?\n/).flatMap((line) => {
      const [, name, text] = /^\s*([^:\s]+)\s*:\s*(.*)$/.exec(line) ?? [];
      return name === undefined || text === undefined ? [] : [{ name, text, node: undefined, pointer }];
    });
  }
  return asArray(list).flatMap((node, index) => {
    const at = pointerTo(pointer, index);
    if (typeof node === 'string') return writtenHeaders(node, at);
    if (!isObject(node) || own(node, 'disabled') === true || own(node, 'enabled') === false) return [];
    const name = textAt(node, 'key')?.trim();
    const value = own(node, 'value');
    if (name === undefined || name.startsWith('//')) return [];
    return [{ name, text: value === undefined || value === null ? '' : String(value), node, pointer: at }];
  });
}

/** Reads the requests of a collection, depth first, with what its folders hand down. Nothing is run (A19). */
export class CollectionReader {
  readonly requests: PostmanRequest[] = [];
  readonly notes: ImportNote[] = [];
  /** Variables that a script sets. */
  readonly set = new Set<string>();
  /** Scripts beyond `importLimits.notes`. */
  #dropped = 0;
  readonly #warnings: Warnings;
  readonly #auth: Authentications;

  readonly #secrets: FoundSecrets;

  constructor(warnings: Warnings, auth: Authentications, secrets: FoundSecrets) {
    this.#warnings = warnings;
    this.#auth = auth;
    this.#secrets = secrets;
  }

  /** Reads a whole collection; `pointer` is where it stands. */
  read(collection: JsonObject, pointer: string, name: string): void {
    const scope = new Scope(own(collection, 'variables') ?? own(collection, 'variable'));
    const auth = this.#authBlock(collection, pointer, scope);
    this.#scripts(collection, pointer, `the collection ${name}`);
    this.#items(own(collection, 'item'), pointerTo(pointer, 'item'), { scope, auth, tags: [] });
    if (this.#dropped === 0) return;
    this.#warnings.add(
      'too_many_notes',
      pointer,
      `${this.#dropped} scripts are not listed (the limit is ${importLimits.notes}); read them in the collection.`,
    );
  }

  #items(list: unknown, pointer: string, frame: Frame): void {
    asArray(list).forEach((item, index) => {
      const at = pointerTo(pointer, index);
      if (!isObject(item)) {
        this.#warnings.add('bad_item', at, 'This item is not an object, so it is left out; remove it.');
      } else if (Array.isArray(own(item, 'item'))) this.#folder(item, at, frame);
      else this.#request(item, at, frame);
    });
  }

  #folder(folder: JsonObject, pointer: string, frame: Frame): void {
    const name = textAt(folder, 'name');
    this.#scripts(folder, pointer, `the folder ${name ?? ''}`);
    const scope = new Scope(own(folder, 'variable'), frame.scope);
    this.#items(own(folder, 'item'), pointerTo(pointer, 'item'), {
      scope,
      auth: this.#authBlock(folder, pointer, scope) ?? frame.auth,
      tags: name === undefined ? frame.tags : [name, ...frame.tags],
    });
  }

  #authBlock(owner: JsonObject, pointer: string, scope: Scope): AuthBlock | undefined {
    return readAuthBlock(own(owner, 'auth'), pointerTo(pointer, 'auth'), {
      scope,
      warnings: this.#warnings,
      secrets: this.#secrets,
    });
  }

  #scripts(owner: JsonObject, pointer: string, name: string): readonly Script[] {
    const scripts = scriptsOf(owner, pointer);
    for (const script of scripts) {
      for (const variable of variablesSet(script.text)) this.set.add(variable);
      if (this.notes.length < importLimits.notes) this.notes.push(noteOf(script, name));
      else this.#dropped++;
    }
    return scripts;
  }

  #request(item: JsonObject, pointer: string, frame: Frame): void {
    const stated = own(item, 'request');
    const at = pointerTo(pointer, 'request');
    const name = textAt(item, 'name')?.trim();
    const request = typeof stated === 'string' ? { url: stated } : stated;
    const url = isObject(request)
      ? readUrl(own(request, 'url'), typeof stated === 'string' ? at : pointerTo(at, 'url'))
      : undefined;
    const scripts = this.#scripts(item, pointer, name ?? 'a request');
    if (!isObject(request) || !url) {
      this.#warnings.add(
        'no_url',
        pointer,
        `The request ${quote(name ?? '')} has no URL, so it is left out; give it one in the collection.`,
      );
      return;
    }
    const scope = new Scope(own(item, 'variable'), frame.scope);
    const method = (asText(own(request, 'method')) ?? 'GET').trim().toUpperCase();
    if (!/^[A-Z]{1,20}$/.test(method)) {
      this.#warnings.add(
        'bad_method',
        at,
        `The method ${quote(method)} is none, so the request is left out; correct it.`,
      );
      return;
    }
    const target = targetOf(url, scope);
    const headers = writtenHeaders(own(request, 'header'), pointerTo(at, 'header'));
    const query = url.query.map((member) => ({ ...member, name: member.key, text: member.value }));
    const keys = query.filter((member) => isKeyQuery(member.name, member.text));
    const responses = pointerTo(pointer, 'response');
    const fromExamples = exampleQuery(own(item, 'response'), responses, scope);
    const known = new Set(query.map((member) => member.name));
    const sorted = sortHeaders(
      headers.filter(({ name: header }) => isParameterHeader(header)).map((header) => readValue(header, scope)),
    );
    const block = this.#authBlock(request, at, scope) ?? frame.auth;
    const places = [
      ...sorted.keys,
      ...keys.map((member): KeyPlace => ({ in: 'query', name: member.name, pointer: member.pointer })),
    ];
    this.requests.push({
      target,
      seen: {
        name,
        description: descriptionOf(own(request, 'description')) ?? descriptionOf(own(item, 'description')),
        tags: frame.tags,
        pointer: at,
        method,
        server: target.server,
        path: target.path,
        variables: target.variables,
        query: [
          ...query.filter((member) => !keys.includes(member)).map((member) => readValue(member, scope)),
          ...fromExamples.filter((one) => !known.has(one.name) && !isKeyQuery(one.name, one.value ?? '')),
        ],
        optional: optionalOf(url, known),
        headers: withoutBlockKey(sorted.parameters, block),
        body: this.#body(request, at, method, headers, scope),
        auth: this.#proofs(block, headers, places),
        answers: examplesOf(own(item, 'response'), responses),
        told: toldShape(scripts.filter((script) => script.listen === 'test')),
      },
    });
  }

  #body(
    request: JsonObject,
    at: string,
    method: string,
    headers: readonly WrittenHeader[],
    scope: Scope,
  ): SeenBody | undefined {
    const contentType = headers.find((header) => header.name.toLowerCase() === 'content-type')?.text.trim();
    const pointer = pointerTo(at, 'body');
    const isStated = contentType !== undefined && contentType !== '' && !contentType.includes('{{');
    const body = readBody(own(request, 'body'), pointer, {
      scope,
      warnings: this.#warnings,
      contentType: isStated ? contentType : undefined,
    });
    if (body === undefined || (method !== 'GET' && method !== 'HEAD')) return body;
    this.#warnings.add(
      'body_of_get',
      pointer,
      `A ${method} request cannot carry a body here, so it is left out; send it with another method if the API allows it.`,
    );
    return undefined;
  }

  /** What proves who is asking: the nearest auth block, else an Authorization header, else keys in headers and query (PM-3). */
  #proofs(
    block: AuthBlock | undefined,
    headers: readonly WrittenHeader[],
    places: readonly KeyPlace[],
  ): readonly string[] | undefined {
    if (block?.kind === 'found') return [this.#auth.add(block.auth)];
    const header = headers.find((one) => one.name.toLowerCase() === 'authorization' && one.text.trim() !== '');
    const stated = header && authorizationOf(header.text, header.pointer);
    if (header && isLiteral(header.text)) this.#secrets.add(header.pointer);
    const found = stated ?? keysTogether(places);
    if (header && !stated) {
      this.#warnings.add(
        'unsupported_security',
        header.pointer,
        'This Authorization header is signed anew for every request, which a connection cannot do; write it in functions/utility.js.',
      );
    }
    if (found) return [this.#auth.add(found)];
    return block?.kind === 'none' ? [] : undefined;
  }
}

/** A header that the auth block fills is no parameter. */
function withoutBlockKey(headers: readonly SeenValue[], block: AuthBlock | undefined): readonly SeenValue[] {
  if (block?.kind !== 'found' || block.auth.in !== 'header') return headers;
  const name = block.auth.name?.toLowerCase();
  return headers.filter((one) => one.name.toLowerCase() !== name);
}

/** Members that are switched off, as parameters without a value: their values are examples, and only tell the type. */
function optionalOf(url: PostmanUrl, known: ReadonlySet<string>): readonly SeenValue[] {
  return (url.optional ?? [])
    .filter(({ key, value }) => !known.has(key) && !isKeyQuery(key, value))
    .map(({ key, value, pointer, node }) => ({
      name: key,
      value: undefined,
      pointer,
      description: isObject(node) ? descriptionOf(own(node, 'description')) : undefined,
      required: false,
      ...(/^-?\d+$/.test(value) ? { type: 'integer' as const } : {}),
    }));
}
