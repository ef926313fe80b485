import { z } from 'zod';
import { type Api, codeOf, good, type Reply, said } from './api.ts';
import { anything } from './objects.ts';
import { NotChecked } from './report.ts';

const operatorSchema = z.object({ id: z.string(), object: z.literal('operator'), name: z.string() });
const operatorsSchema = z.object({ data: z.array(operatorSchema) });

const cannot = (reply: Reply): NotChecked =>
  new NotChecked(`operators are not to be had with this key (${reply.status} ${said(reply)})`);

/** An active operator that needs a capability: the one of the check before, where there was any. */
export async function activeOperator(api: Api, name: string, capability: string): Promise<string> {
  const made = await api.send({ method: 'POST', path: 'operators', body: { name, capabilities: [capability] } });
  if (made.status === 201 || made.status === 200) return good(made, operatorSchema, 201, 200).id;
  if (codeOf(made) !== 'state_conflict') throw cannot(made);
  const list = good(await api.send({ method: 'GET', path: 'operators?limit=100' }), operatorsSchema);
  const there = list.data.find((one) => one.name === name);
  if (!there) throw new NotChecked(`an operator named ${name} is there already, and not in the first 100`);
  good(await api.send({ method: 'POST', path: `operators/${there.id}/resume` }), anything);
  return there.id;
}

/** Pauses an operator: it keeps no connector from being uninstalled then (FC-57). */
export async function pause(api: Api, id: string): Promise<void> {
  good(await api.send({ method: 'POST', path: `operators/${encodeURIComponent(id)}/pause` }), anything);
}
