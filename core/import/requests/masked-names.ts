import { MASK } from '../../network/masker.ts';
import { isObject } from '../json.ts';
import { isSecretName } from './key-names.ts';

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
