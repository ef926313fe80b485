import type { RequestBody, Shape } from '../../infer/model.ts';
import { samplesShape } from '../example-shape.ts';
import { isSecretName } from './key-names.ts';
import { typeOfText } from './placeholder.ts';
import { plainShape } from './plain-shape.ts';
import type { SeenBody, SeenValue } from './seen.ts';

function memberShape(seen: readonly SeenValue[]): Shape {
  const [first] = seen;
  const pointer = first?.pointer ?? '#';
  const description = seen.find((one) => one.description !== undefined)?.description;
  const about = description === undefined ? {} : { description };
  if (first?.file === true) return plainShape({ pointer, type: 'string', format: 'binary', ...about });
  const values = new Set(seen.map((one) => one.value));
  const value = values.size === 1 ? first?.value : undefined;
  const isConstant = value !== undefined && value !== '' && first !== undefined && !isSecretName(first.name);
  const stated = seen.find((one) => one.type !== undefined)?.type;
  // A form knows texts only, but a number or a flag is offered as what it is.
  const type = stated ?? (value === undefined ? 'string' : typeOfText(value));
  return plainShape({ pointer, type, ...about, ...(isConstant ? { default: formDefault(value, type) } : {}) });
}

const formDefault = (value: string, type: string): unknown => {
  if (type === 'integer' || type === 'number') return Number(value);
  return type === 'boolean' ? value === 'true' : value;
};

function formShape(bodies: readonly SeenBody[]): Shape {
  const members = new Map<string, SeenValue[]>();
  for (const member of bodies.flatMap((body) => body.members ?? [])) {
    const same = members.get(member.name);
    if (same) same.push(member);
    else members.set(member.name, [member]);
  }
  const required = [...members].filter(([, seen]) => seen.some((one) => one.required === true)).map(([name]) => name);
  return plainShape({
    pointer: bodies[0]?.pointer ?? '#',
    type: 'object',
    properties: new Map([...members].map(([name, seen]) => [name, memberShape(seen)])),
    required: new Set(required),
  });
}

/** The body that the requests of one operation have in common; constants are its defaults (PM-5). */
export function bodyOf(bodies: readonly SeenBody[]): RequestBody | undefined {
  const [first] = bodies;
  if (!first) return undefined;
  const alike = bodies.filter((body) => body.contentType === first.contentType);
  const { contentType, pointer } = first;
  if (first.shape) return { contentType, required: true, shape: first.shape, pointer };
  if (first.members) return { contentType, required: true, shape: formShape(alike), pointer };
  const values = alike.map((body) => body.value).filter((value) => value !== undefined);
  if (values.length === 0) return { contentType, required: true, shape: undefined, pointer };
  const shape = samplesShape(values, pointer, { isText: true, constants: true });
  return { contentType, required: true, shape, pointer, sample: values[0] };
}
