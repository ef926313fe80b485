import { workspaceLimits } from '../../shared/limits.ts';
import { fileLabel, megabytes } from './quote.ts';
import type { Warnings } from './warnings.ts';

/** A description in several files as one file: what a connector keeps, so that it can be read again without the others. */
export interface Bundle {
  readonly fileName: string;
  readonly text: string;
}

function written(document: unknown, indent: number): string | undefined {
  try {
    return JSON.stringify(document, null, indent);
  } catch (error) {
    // Longer than a string can be: aliases of YAML are written out here.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * The document with its linked files in it, as JSON: pointers into the document that was read are pointers into the bundle.
 * Undefined, with a warning, where it is over `workspaceLimits.fileBytes`: then the main file alone is kept.
 */
export function bundleOf(fileName: string, document: unknown, warnings: Warnings): Bundle | undefined {
  const name = fileName.replace(/\.(?:ya?ml|json)$/i, '');
  for (const indent of [2, 0]) {
    const text = written(document, indent);
    if (text !== undefined && Buffer.byteLength(text) <= workspaceLimits.fileBytes) {
      return { fileName: `${name}.json`, text };
    }
  }
  warnings.add(
    'bundle_too_large',
    '#',
    `${fileLabel(fileName)} and the files it refers to are over ${megabytes(workspaceLimits.fileBytes)} as one file, so only ${fileLabel(fileName)} is kept in the connector: a re-import cannot tell what changed in the others.`,
  );
  return undefined;
}
