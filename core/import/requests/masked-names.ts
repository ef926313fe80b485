import { MASK } from '../../network/masker.ts';
import { isObject } from '../json.ts';
import { isSecretName } from './key-names.ts';
import type { FoundSecrets } from './secret-places.ts';
import type { SeenBody, SeenRequest, SeenValue } from './seen.ts';

/** A value with every text under the name of a secret replaced (A22); the value itself where there is none. */
export function maskNamed(value: unknown, found: (name: string) => void): unknown {
  if (Array.isArray(value)) {
    const masked = value.map((item) => maskNamed(item, found));
    return masked.some((item, index) => item !== value[index]) ? masked : value;
  }
  if (!isObject(value)) return value;
  let changed = false;
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => {
    const isSecret = typeof inner === 'string' && inner !== '' && isSecretName(name);
    const masked = isSecret ? MASK : maskNamed(inner, found);
    if (isSecret && inner !== MASK && !inner.includes('{{') && !/^<.*>$/.test(inner)) found(name);
    if (masked !== inner) changed = true;
    return [name, masked];
  });
  // Not Object.fromEntries: a key called __proto__ stays a key there, and so it does here.
  return changed ? Object.fromEntries(entries) : value;
}

function maskMember(member: SeenValue, secrets: FoundSecrets): SeenValue {
  if (member.value === undefined || member.value === '' || !isSecretName(member.name)) return member;
  secrets.add(member.pointer);
  return { ...member, value: undefined };
}

function maskBody(body: SeenBody, secrets: FoundSecrets): SeenBody {
  return {
    ...body,
    ...(body.members ? { members: body.members.map((one) => maskMember(one, secrets)) } : {}),
    ...(body.value === undefined ? {} : { value: maskNamed(body.value, () => secrets.add(body.pointer)) }),
  };
}

/** A request whose bodies hold no value under the name of a secret; where such values stood is noted (A22). */
export const withoutSecrets = (request: SeenRequest, secrets: FoundSecrets): SeenRequest => ({
  ...request,
  body: request.body && maskBody(request.body, secrets),
  answers: request.answers.map((answer) => ({
    ...answer,
    body: maskNamed(answer.body, () => secrets.add(answer.bodyPointer)),
  })),
});
