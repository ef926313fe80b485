import type { FieldPlan, TablePlan } from './fields.ts';

/** What turning rows into items has to know. */
export interface ItemNeeds {
  readonly relations: boolean;
  /** Fields of several texts. */
  readonly lists: boolean;
  /** Moments that the source counts from 1970. */
  readonly moments: boolean;
  readonly files: boolean;
  readonly parentKeys: boolean;
  readonly deletions: boolean;
  /** Keys and titles inside objects: `owner.login`. */
  readonly dotted: boolean;
}

/** What the rows of these tables need. Files of a source without credentials can be fetched by anyone as they are. */
export function itemNeeds(tables: readonly TablePlan[], hasCredentials: boolean): ItemNeeds {
  const fields = tables.flatMap((table) => table.fields);
  const some = (test: (field: FieldPlan) => boolean): boolean => fields.some(test);
  return {
    relations: some((field) => field.relation !== undefined),
    lists: some((field) => field.type === 'array[text]'),
    moments: some((field) => field.unit !== undefined),
    files: hasCredentials && some((field) => field.subType === 'file'),
    parentKeys: tables.some((table) => table.parentKey !== undefined),
    deletions: tables.some((table) => table.deleted !== undefined),
    dotted: tables.some((table) => table.dotted),
  };
}

function itemOf(needs: ItemNeeds): string {
  const { parentKeys, deletions, dotted, files, moments } = needs;
  const fieldwise = needs.relations || needs.lists || files || moments;
  const value = fieldwise ? `valueFor(entity, field, value${files ? ', account' : ''})` : 'text(value)';
  const title = dotted ? 'String(at(row, entity.title) ?? id)' : 'String(item[entity.title] ?? id)';
  const more = [
    ...(parentKeys
      ? [
          '  if (entity.parentKey) {',
          '    const { field, from } = entity.parentKey;',
          "    item[field] = from.map((name) => row[name]).join('/');",
          '  }',
        ]
      : []),
    ...(deletions ? ["  if (isDeleted(entity, row)) item.__syncAction = 'REMOVE';"] : []),
  ];
  return [
    '/** A row as a table takes it: an id, a name, and text for whatever is an object or a list. */',
    `function itemOf(entity, row${files ? ', account' : ''}) {`,
    '  const item = Object.fromEntries(',
    `    Object.entries(row).map(([field, value]) => [field, ${value}]),`,
    '  );',
    ...more,
    '  const id = idOf(entity, row);',
    `  return { ...item, id, name: ${title} };`,
    '}',
  ].join('\n');
}

/** A row without its key is known by what it holds: the same row always gives the same id. */
const idOf = (
  dotted: boolean,
): string => `/** The key of a row as one text; a row without one is known by what it holds. */
function idOf(entity, row) {
  const parts = entity.key.map((field) => ${dotted ? 'at(row, field)' : 'row[field]'} ?? '');
  const isKnown = parts.length > 0 && !parts.includes('');
  return isKnown ? parts.join('/') : crypto.digest('sha256', JSON.stringify(row));
}`;

const AT = `/** Value of a field, also of one inside another: \`owner.login\`. */
function at(row, field) {
  if (Object.hasOwn(row, field)) return row[field];
  return field.split('.').reduce((value, step) => value?.[step], row);
}`;

function valueFor({ relations, lists, moments, files }: ItemNeeds): string {
  const lines = [
    '/** A value as its field takes it. */',
    `function valueFor(entity, field, value${files ? ', account' : ''}) {`,
    '  if (value === null || value === undefined) return value;',
  ];
  const types = [...(lists ? ['type'] : []), ...(files ? ['subType'] : []), ...(relations ? ['relation'] : [])];
  if (relations || lists || files) {
    lines.push(`  const { ${types.join(', ')} } = entity.fields[field] ?? {};`);
  }
  if (files) lines.push("  const one = (item) => (subType === 'file' ? fileAddress(account, item) : keyOf(item));");
  const single = files ? 'one' : 'keyOf';
  if (lists) lines.push(`  if (type === 'array[text]') return [value].flat().map(${single});`);
  if (relations && files) lines.push(`  if (relation || subType === 'file') return one(value);`);
  else if (relations) lines.push('  if (relation) return keyOf(value);');
  else if (files) lines.push("  if (subType === 'file') return one(value);");
  if (moments) {
    lines.push(
      "  if (entity.units?.[field] && typeof value === 'number') {",
      '    return new Date(value * entity.units[field]).toISOString();',
      '  }',
    );
  }
  lines.push('  return text(value);', '}');
  return lines.join('\n');
}

const KEY_OF = `/** The key in a reference: the value itself, or the id of the object that stands for the other row. */
function keyOf(value) {
  return String(typeof value === 'object' && value !== null ? (value.id ?? text(value)) : value);
}`;

const TEXT = `function text(value) {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}`;

const IS_DELETED = `/** True for a row that the source says is gone. */
function isDeleted(entity, row) {
  return entity.deleted !== undefined && Boolean(row[entity.deleted]);
}`;

/** The functions of functions/data.js that turn rows into items. */
export function itemCode(needs: ItemNeeds): readonly string[] {
  const fieldwise = needs.relations || needs.lists || needs.files || needs.moments;
  return [
    itemOf(needs),
    idOf(needs.dotted),
    ...(needs.dotted ? [AT] : []),
    ...(fieldwise ? [valueFor(needs)] : []),
    ...(needs.relations || needs.lists || needs.files ? [KEY_OF] : []),
    TEXT,
    ...(needs.deletions ? [IS_DELETED] : []),
  ];
}
