import { authFields } from '../../shared/connector/authentication.ts';
import type { Manifest } from '../../shared/connector/manifest.ts';

/** The authentication a person means who names none: the only one, or the only one that these secrets are enough for. */
export function defaultAuthentication(manifest: Manifest, secrets: readonly string[]): string | undefined {
  const [only, ...more] = manifest.authentication;
  if (only && more.length === 0) return only.id;
  const fitting = manifest.authentication.filter((one) => {
    const fields = authFields(one).filter((field) => field.secret);
    const isGiven = ({ id }: { readonly id: string }): boolean => secrets.includes(id);
    return fields.some(isGiven) && fields.every((field) => isGiven(field) || !field.required);
  });
  return fitting.length === 1 ? fitting[0]?.id : undefined;
}
