import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { crmMarketplace, installed, keySource } from './testing/crm.ts';
import { type Answer, call, databases } from './testing/running.ts';

const object = z.looseObject({ object: z.string(), id: z.string() });
const list = z.looseObject({ object: z.literal('list'), data: z.array(object) });

/** The objects of an answer: its one, or those of a list. */
const objectsIn = ({ body }: Answer): readonly z.infer<typeof object>[] => {
  const many = list.safeParse(body);
  return many.success ? many.data.data : [object.parse(body)];
};

describe.each(databases)('what the marketplace on %s gives', (kind) => {
  it('FC-4, FC-5: every object says what it is, has an id of its kind, and its times are RFC 3339 in UTC', async () => {
    const marketplace = await crmMarketplace(kind);
    const id = await installed(marketplace, await keySource());
    await call(marketplace, 'POST', `/v1/connectors/${id}/test`, { tools: ['order.hold'] });
    await call(marketplace, 'POST', '/v1/operators', { name: 'Orders', capabilities: ['order.hold'] });
    for (const [address, what, prefix] of [
      ['/v1/connectors', 'connector', 'cn_'],
      [`/v1/connectors/${id}`, 'connector', 'cn_'],
      ['/v1/operators', 'operator', 'op_'],
      ['/v1/receipts', 'receipt', 'rc_'],
      ['/v1/listings', 'listing', 'cn-'],
      ['/v1/listings/cn-crm', 'listing', 'cn-'],
    ] as const) {
      const answer = await call(marketplace, 'GET', address);
      const objects = objectsIn(answer);
      expect([address, objects.length > 0]).toEqual([address, true]);
      for (const one of objects) expect([address, one.object, one.id.slice(0, 3)]).toEqual([address, what, prefix]);
      const times = [...JSON.stringify(answer.body).matchAll(/"(?:at|\w+_at)":"([^"]*)"/g)].map(
        ([, time]) => time ?? '',
      );
      expect([address, times.length > 0]).toEqual([address, true]);
      for (const time of times) expect(z.iso.datetime().safeParse(time)).toMatchObject({ success: true });
      expect(answer.headers.get('x-request-id')).toMatch(/^req_/);
    }
  });
});
