import { createRandom } from '../../shared/random.ts';
import { variablesOf } from '../generate/places.ts';
import type { Operation, OperationParameter } from '../infer/model.ts';
import { errorAnswer, type Failure, invalidStatus } from './answer/errors.ts';
import { type AddressOf, listAnswer } from './answer/list.ts';
import { pageOf, rolesOf } from './answer/paging.ts';
import type { Gate } from './auth.ts';
import { checkBody, typedForm } from './check/body.ts';
import { checkParameters } from './check/parameters.ts';
import type { Row, Store } from './data/store.ts';
import type { Table } from './data/table.ts';
import { acceptsType } from './http/read-body.ts';
import { valueAt } from './place.ts';
import type { MockAnswer, MockRequest } from './request.ts';
import { type Role, Roles } from './roles.ts';
import { createRow, findRow, listFor, removeRow, rowAnswer, updateRow } from './rows.ts';
import { makeValue } from './values/make.ts';

const isFailure = (value: object): value is Failure => 'status' in value && 'message' in value;

/** Rows changed since the moment that the incremental parameter names. */
function since(table: Table, request: MockRequest, rows: readonly Row[]): readonly Row[] {
  const { incremental } = table.entity;
  const given = incremental && request.query.get(incremental.param);
  if (!incremental || !given) return rows;
  // A moment in seconds or milliseconds is compared as the number that it is.
  const moment = (value: unknown): number => {
    const number = Number(value);
    return Number.isFinite(number) && value !== null ? number : Date.parse(String(value));
  };
  const from = moment(given);
  return Number.isNaN(from) ? rows : rows.filter(({ value }) => !(moment(valueAt(value, incremental.field)) < from));
}

/** Answers the operations of one description from one store. */
export class Service {
  readonly #store: Store;
  readonly #gate: Gate;
  readonly #roles: Roles;
  readonly #seed: number;
  readonly #address: AddressOf;
  readonly #known = new Map<Operation, Role>();

  constructor(store: Store, gate: Gate, seed: number, address: AddressOf) {
    this.#store = store;
    this.#gate = gate;
    this.#roles = new Roles(store.tables);
    this.#seed = seed;
    this.#address = address;
  }

  /** The answer to a request whose path has been found. */
  answer(operation: Operation, request: MockRequest): MockAnswer {
    const refused = this.#gate.refusal(operation, request);
    if (refused !== undefined) {
      const headers = { 'www-authenticate': this.#gate.challenge };
      return errorAnswer(operation, { status: 401, message: refused, headers }, this.#seed);
    }
    const role = this.#roleOf(operation);
    const failure = this.#complaint(operation, role, request);
    const found = failure ?? this.#served(operation, role, request);
    return 'message' in found ? errorAnswer(operation, found, this.#seed) : found;
  }

  #roleOf(operation: Operation): Role {
    const before = this.#known.get(operation);
    if (before) return before;
    const role = this.#roles.of(operation);
    this.#known.set(operation, role);
    return role;
  }

  /** What is wrong with a request, by its description. */
  #complaint(operation: Operation, role: Role, request: MockRequest): Failure | undefined {
    const { body } = operation;
    if (body && request.body !== undefined && !acceptsType(body.contentType, request.headers.get('content-type'))) {
      return { status: 415, message: `Send the body as ${body.contentType}.` };
    }
    // The size of a page is cut to what is allowed instead of refused.
    const size = role.kind === 'list' ? rolesOf(role.table).size?.name : undefined;
    const unbounded = new Set(size === undefined ? [] : [size]);
    const mayMiss = (one: OperationParameter): boolean => this.#gate.isCredential(one);
    const problems = [...checkParameters(operation, request, { unbounded, mayMiss })];
    if (body && request.body === undefined && body.required)
      problems.push({ field: 'body', message: 'The body is missing.' });
    if (body?.shape && request.body !== undefined)
      problems.push(...checkBody(this.#bodyOf(operation, request), body.shape));
    const [first] = problems;
    if (!first) return undefined;
    const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`;
    return { status: invalidStatus(operation), message: `${first.message}${more}`, field: first.field };
  }

  #bodyOf(operation: Operation, request: MockRequest): unknown {
    return request.isForm ? typedForm(request.body, operation.body?.shape) : request.body;
  }

  #served(operation: Operation, role: Role, request: MockRequest): MockAnswer | Failure {
    switch (role.kind) {
      case 'list':
        return this.#list(operation, role.table, request);
      case 'create': {
        const list = listFor(this.#store, role.table, role.above, request);
        if (isFailure(list)) return list;
        const row = createRow(this.#store, operation, role.table, list, this.#bodyOf(operation, request));
        return isFailure(row) ? row : rowAnswer(operation, role.table, row, 201, this.#seed);
      }
      case 'row':
        return this.#row(operation, role, request);
      case 'other': {
        const owner = role.owner && findRow(this.#store, role.owner, request);
        return owner && isFailure(owner) ? owner : this.#example(operation);
      }
    }
  }

  #list(operation: Operation, table: Table, request: MockRequest): MockAnswer | Failure {
    const list = listFor(this.#store, table, variablesOf(table.path), request);
    if (isFailure(list)) return list;
    const page = pageOf(table, request, since(table, request, list.rows), this.#seed);
    if ('bad' in page) {
      return {
        status: invalidStatus(operation),
        message: `The parameter ${page.bad} ${page.message}.`,
        field: page.bad,
      };
    }
    return listAnswer(table, request, page, { seed: this.#seed, address: this.#address });
  }

  #row(operation: Operation, role: Extract<Role, { kind: 'row' }>, request: MockRequest): MockAnswer | Failure {
    const { table } = role.row;
    const row = findRow(this.#store, role.row, request);
    if (isFailure(row)) return row;
    switch (role.action) {
      case 'read':
        return rowAnswer(operation, table, row, 200, this.#seed);
      case 'update':
        return (
          updateRow(operation, table, row, this.#bodyOf(operation, request)) ??
          rowAnswer(operation, table, row, 200, this.#seed)
        );
      case 'remove': {
        removeRow(row);
        return operation.answer?.shape
          ? rowAnswer(operation, table, row, 200, this.#seed)
          : { status: operation.answer?.status ?? 204 };
      }
    }
  }

  /** What an operation answers that has nothing to do with rows: its stated example, else one of its shape. */
  #example({ key, method, answer }: Operation): MockAnswer {
    if (!answer) return method === 'GET' ? { status: 200, body: {} } : { status: 204 };
    const { sample, shape, status } = answer;
    if (sample !== undefined) return { status: status ?? 200, body: sample };
    if (!shape) return { status: status ?? 200 };
    return {
      status: status ?? 200,
      body: makeValue(shape, '', { random: createRandom(this.#seed, key), index: 0, needs: (place) => place === '' }),
    };
  }
}
