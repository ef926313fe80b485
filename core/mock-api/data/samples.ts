import type { Random } from '../../../shared/random.ts';
import type { OperationParameter } from '../../infer/model.ts';
import { words } from '../../infer/words.ts';
import { uuid } from '../values/text.ts';

/** A value that a parameter takes, as it stands in a request. */
export function sampleFor(parameter: OperationParameter | undefined, name: string, random: Random): string {
  const [choice] = parameter?.enum ?? [];
  if (choice !== undefined) return choice;
  const preset = parameter?.default;
  if (typeof preset === 'string' || typeof preset === 'number' || typeof preset === 'boolean') return String(preset);
  switch (parameter?.type) {
    case 'integer':
    case 'number': {
      const least = Math.max(parameter.minimum ?? 1, 1);
      return String(Math.ceil(Math.min(least + random.integer(0, 900), parameter.maximum ?? Number.POSITIVE_INFINITY)));
    }
    case 'boolean':
      return 'true';
  }
  switch (parameter?.format) {
    case 'uuid':
      return uuid(random);
    case 'date':
      return '2024-01-01';
    case 'date-time':
      return '2024-01-01T00:00:00Z';
    case 'ipv4':
    case 'ip':
      return `192.0.2.${random.integer(1, 254)}`;
    case 'ipv6':
      return `2001:db8::${random.integer(1, 9_999)}`;
    case 'uri':
    case 'url':
      return `https://example.com/${random.text(6)}`;
    case 'hostname':
      return `${random.text(6)}.example.com`;
    case 'email':
      return `user${random.integer(1, 99)}@example.com`;
  }
  return `${words(name).join('-') || 'value'}-${random.text(6)}`;
}
