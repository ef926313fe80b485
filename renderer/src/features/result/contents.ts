import { isFunctionName } from '../../../../shared/connector/names.ts';
import { counted } from '../../texts/counted.ts';
import { membersOf, objectsIn } from './members.ts';
import { rowsFor } from './shapes.ts';

/** What the objects in the list of a result are, counted: `7 tables` of `config`, `12 choices` of `datalist`, else `7 rows`. */
export function countedItems(target: string, count: number): string {
  if (target === 'config') return counted.tables(count);
  return target === 'datalist' ? counted.choices(count) : counted.rows(count);
}

/** What a result holds, in a few words: `7 tables, 2 filters`; '' where there is nothing to count. */
export function contentsOf(target: string, result: unknown): string {
  switch (isFunctionName(target) ? target : undefined) {
    case 'validate':
    case 'resource':
      return '';
    case 'config': {
      const { types, filters } = membersOf(result);
      return `${counted.tables(objectsIn(types).length)}, ${counted.filters(objectsIn(filters).length)}`;
    }
    case 'schema': {
      const tables = Object.values(membersOf(result)).map(membersOf);
      const fields = tables.reduce((sum, table) => sum + Object.keys(table).length, 0);
      return `${counted.tables(tables.length)}, ${counted.fields(fields)}`;
    }
    case 'datalist':
      return countedItems(target, objectsIn(membersOf(result).items).length);
    case 'data':
    case undefined: {
      const rows = rowsFor(target, result);
      return rows === undefined ? '' : countedItems(target, rows.length);
    }
  }
}
