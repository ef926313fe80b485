import { z } from 'zod';
import { good, refused } from '../api.ts';
import { deletedSchema } from '../objects.ts';
import { activeOperator, pause } from '../operators.ts';
import { must, quoted } from '../report.ts';
import { type Statement, statement } from './statement.ts';

const receiptsSchema = z.object({ data: z.array(z.object({ object: z.literal('receipt'), connector: z.string() })) });

/** FC-56, FC-57: uninstalling. */
export const removing: readonly Statement[] = [
  statement('FC-56', 'What is uninstalled is gone; what was put on record stays.', async (stage) => {
    const { id } = await stage.installed(await stage.target());
    await stage.api.send({ method: 'POST', path: `connectors/${id}/test` });
    const receipts = { method: 'GET', path: `receipts?connector=${id}` } as const;
    const before = await stage.api.send(receipts);
    const deleted = good(await stage.remove(id), deletedSchema);
    must(deleted.id === id, `the answer names ${quoted(deleted.id)}, not ${id}`);
    refused(await stage.api.send({ method: 'GET', path: `connectors/${id}` }), 404, 'not_found');
    refused(await stage.remove(id), 404, 'not_found');
    // Receipts are read with a scope that the key need not have.
    if (before.status !== 200) return;
    const kept = good(await stage.api.send(receipts), receiptsSchema).data.length;
    const had = good(before, receiptsSchema).data.length;
    must(kept === had, `of ${had} receipts ${kept} are left`);
  }),
  statement('FC-57', 'The only connector that an active operator can use is not uninstalled.', async (stage) => {
    const target = await stage.own('basic');
    await stage.clear(target.listing);
    const { id, capabilities } = await stage.installed(target);
    const [capability = ''] = capabilities.filter((one) => one.endsWith('.read'));
    const operator = await activeOperator(stage.api, `Conformance check ${target.listing}`, capability);
    stage.operators.add(operator);
    const kept = await stage.remove(id);
    refused(kept, 409, 'connector_in_use');
    must(JSON.stringify(kept.body).includes(operator), `the refusal does not name the operator ${operator}`);
    good(await stage.api.send({ method: 'GET', path: `connectors/${id}` }), z.object({ id: z.literal(id) }));
    await pause(stage.api, operator);
    good(await stage.remove(id), deletedSchema);
  }),
];
