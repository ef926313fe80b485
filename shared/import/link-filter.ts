/** A step of a JSONPath that chooses one of a list: `[?(@.rel=="next")]`. */
export interface LinkFilter {
  /** Property that is compared. */
  readonly key: string;
  readonly value: string;
}

const FILTER = /^\?\(@\.([A-Za-z_]\w*)==("[^"\\]*")\)$/;

/** The filter that a step of a path is, without its brackets; undefined for the name of a property. */
export function linkFilter(step: string): LinkFilter | undefined {
  const [, key, value] = FILTER.exec(step) ?? [];
  return key === undefined || value === undefined ? undefined : { key, value: value.slice(1, -1) };
}

/** The path of the address that a list of links gives for one relation: `$.links[?(@.rel=="next")].href`. */
export const linkPath = (list: string, rel: string, address: string): string =>
  `${list}[?(@.rel==${JSON.stringify(rel)})].${address}`;
