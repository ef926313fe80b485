import { describe, expect, it } from 'vitest';
import type { ReportDiff } from '../../shared/import/diff.ts';
import { reportDiffSchema } from '../../shared/import/diff.ts';
import { answers, integer, listOf, openApi, query, report, text } from '../import/testing.ts';
import { alignNames } from './align.ts';
import { diffReports } from './diff.ts';
import { pathsV1, shopV1, shopV2 } from './testing/shop.ts';

async function diff(before: string, after: string): Promise<ReportDiff> {
  const old = await report(before);
  return reportDiffSchema.parse(diffReports(old, alignNames(await report(after), old)));
}

const sentences = ({ changes }: ReportDiff): readonly string[] =>
  changes.flatMap((change) =>
    change.details.length > 0 ? change.details.map((one) => one.sentence) : [change.sentence],
  );

const rows = (
  parameters: readonly unknown[],
  properties: Readonly<Record<string, unknown>> = { id: integer, name: text },
) => ({
  get: { parameters, responses: answers({ type: 'object', properties: { data: listOf(properties), next: text } }) },
});

describe('what a newer description says', () => {
  it('of a shop, in sentences', async () => {
    expect(sentences(await diff(shopV1(), shopV2()))).toEqual([
      'key (apiKey) is a new way to authenticate.',
      'products is a new table: GET /products.',
      'customers: the field email is gone.',
      'customers: the field mail (string) is new.',
      'orders: its rows stand at $.orders instead of $.',
      'orders: it is paged by a cursor (cursor, limit) instead of page number (page, limit).',
      'The command deleteCustomer is gone: DELETE /customers/{id}.',
      'refundOrder: the body property reason is new.',
    ]);
  });

  it('names a parameter that another one replaced', async () => {
    const before = openApi({ '/contacts': rows([query('after', text, { description: 'cursor' })]) });
    const after = openApi({ '/contacts': rows([query('cursor')]) });
    expect(sentences(await diff(before, after))).toContain(
      'contacts: the cursor parameter after was replaced by cursor.',
    );
  });

  it('says what is breaking', async () => {
    const { changes } = await diff(shopV1(), shopV2());
    const breaking = changes.flatMap((change) => (change.breaking ? [`${change.kind} ${change.name}`] : []));
    expect(breaking).toEqual(['changed customers', 'removed deleteCustomer']);
    const required = {
      ...pathsV1,
      '/orders/{id}/refund': {
        post: { operationId: 'refundOrder', parameters: [query('why', text, { required: true })] },
      },
    };
    const { changes: further } = await diff(openApi(pathsV1), openApi(required));
    expect(further.find((change) => change.name === 'refundOrder')).toMatchObject({ breaking: true });
  });

  it('is nothing where only the version of the format differs', async () => {
    const newer = JSON.stringify({ ...JSON.parse(shopV1()), openapi: '3.1.0' });
    expect((await diff(shopV1(), newer)).changes).toEqual([]);
  });

  it('is a change of the input where a variable of a path has another name', async () => {
    const renamed = shopV1()
      .replaceAll('{id}', '{ident}')
      .replaceAll('"name":"id","in":"path"', '"name":"ident","in":"path"');
    const { changes } = await diff(shopV1(), renamed);
    expect(changes.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'changed getCustomer',
      'changed deleteCustomer',
      'changed refundOrder',
    ]);
    expect(changes[0]?.details.map((one) => one.sentence)).toEqual([
      'getCustomer: the path parameter id is gone.',
      'getCustomer: the required path parameter ident is new.',
    ]);
  });

  it('pairs what moved to another version and keeps its names', async () => {
    const moved = Object.fromEntries(Object.entries(pathsV1).map(([path, item]) => [`/v2${path}`, item]));
    const { changes } = await diff(openApi(pathsV1), openApi(moved));
    expect(changes.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'changed ',
      'changed customers',
      'changed orders',
      ...['createCustomer', 'getCustomer', 'deleteCustomer', 'refundOrder', 'getMe'].map((name) => `changed ${name}`),
    ]);
    expect(changes.find(({ name }) => name === 'orders')?.sentence).toBe(
      'orders: it is GET /v2/orders instead of GET /orders.',
    );
  });

  it('keeps the name of a table although another one would get it today', async () => {
    const old = await report(openApi({ '/crm/contacts': rows([]) }));
    const now = await report(openApi({ '/contacts': rows([]), '/crm/contacts': rows([]) }));
    const aligned = alignNames(now, old);
    expect(aligned.entities.map(({ name, operation }) => [name, operation])).toEqual([
      ['crm_contacts', 'GET /contacts'],
      ['contacts', 'GET /crm/contacts'],
    ]);
  });

  it('foreign names stay plain text and are cut', async () => {
    const long = 'x'.repeat(500);
    const found = sentences(
      await diff(
        openApi({ '/a': rows([]) }),
        openApi({ '/a': rows([], { id: integer, name: text, ['__proto__']: text, [long]: text }) }),
      ),
    );
    expect(found.length).toBeGreaterThan(0);
  });

  it('of 1,000 tables is found in linear time', async () => {
    const paths = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`/things${n}`, rows([])]));
    expect((await diff(openApi(paths), openApi({ ...paths, '/more': rows([]) }))).changes).toHaveLength(1);
  });
});
