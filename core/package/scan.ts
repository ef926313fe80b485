import type { ConnectorFile } from '../../shared/connector/files.ts';
import { type FoundText, foundTextPlace } from '../../shared/connector/readiness.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { findPersonalData } from './personal-scan.ts';
import { findSecrets } from './secret-scan.ts';

/** What a look through the files of a connector found (A124); places and kinds, never the texts. */
export interface PackageScan {
  readonly secrets: readonly FoundText[];
  readonly personal: readonly FoundText[];
}

export const scanPackage = (files: readonly ConnectorFile[]): PackageScan => ({
  secrets: findSecrets(files),
  personal: findPersonalData(files),
});

const listed = (found: readonly FoundText[]): string => found.map(foundTextPlace).join(', ');

/**
 * Whether a package may go out. Input failures, each with its list of places in the sentence and in `details.found`:
 * `secrets_found`; `personal_data_found`, unless a person has looked at the list (`allowPersonal`).
 */
export function checkScan(
  { secrets, personal }: PackageScan,
  { allowPersonal = false }: { readonly allowPersonal?: boolean | undefined } = {},
): Result<void> {
  if (secrets.length > 0) {
    return fail(
      'input',
      'secrets_found',
      `Texts that look like secrets would be published: ${listed(secrets)}. Take them out, and change each that was real.`,
      { found: secrets },
    );
  }
  if (personal.length > 0 && !allowPersonal) {
    return fail(
      'input',
      'personal_data_found',
      `Texts that look like personal data would be published: ${listed(personal)}. Take them out, or confirm that they may be published (on the command line with --allow-personal-data).`,
      { found: personal },
    );
  }
  return ok(undefined);
}
