/** Types of a schema's field and the subtypes that each may have (the table of field types below FB-30). */
export const SUB_TYPES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['id', new Set<string>()],
  [
    'text',
    new Set([
      ...['url', 'email', 'boolean', 'html', 'md', 'title', 'icon', 'location', 'avatar', 'file'],
      ...['date-range', 'date-time-range', 'single-select', 'multi-select', 'workflow'],
    ]),
  ],
  ['number', new Set(['integer'])],
  ['date', new Set(['day'])],
  ['array[text]', new Set(['multi-select', 'file'])],
]);

export const CARDINALITIES: ReadonlySet<unknown> = new Set(['many-to-one', 'many-to-many', 'one-to-one']);

/** The table of the host's own users (FB-34). */
export const USERS = 'fibery/user';

export const FORMATS: ReadonlySet<unknown> = new Set(['Money', 'Percent', 'Number', 'phone']);

export const FORMAT_MEMBERS: ReadonlySet<string> = new Set([
  ...['format', 'currencyCode', 'hasThousandSeparator', 'precision', 'unit'],
]);
