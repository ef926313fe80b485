import { functionPath } from '../../../shared/connector/files.ts';
import { asObject, type JsonObject } from '../../import/json.ts';
import { filterCycle } from './filter-cycle.ts';
import { inResult, quoted, type Report } from './report.ts';
import type { Subject } from './subject.ts';
import { isText, kindOf, listOf } from './value.ts';

const FILTER_TYPES: ReadonlySet<unknown> = new Set([
  ...['text', 'number', 'datebox', 'date', 'bool', 'list', 'multidropdown', 'highlightText', 'link'],
]);
const CHOSEN: ReadonlySet<unknown> = new Set(['list', 'multidropdown']);
const FLAGS = ['optional', 'secured', 'datalist'] as const;

/** The result of config: FB-20 … FB-24. */
export function checkConfig(result: JsonObject, subject: Subject, report: Report): void {
  checkTypes(result.types, subject, report);
  const filters = listOf(result.filters);
  if (!filters) {
    report({
      code: 'config_filters',
      place: () => inResult('filters'),
      message: () => `filters must be an array, and is ${kindOf(result.filters)}; return [] where there are none.`,
    });
    return;
  }
  const known = new Map<string, JsonObject>();
  for (const [index, filter] of filters.entries()) checkFilter(filter, index, known, report);
  const needsChoices = filters.findIndex((filter) => asObject(filter)?.datalist === true);
  if (needsChoices >= 0 && !subject.files.has(functionPath('datalist'))) {
    report({
      code: 'config_no_datalist',
      place: () => inResult('filters', needsChoices),
      message: () => `A filter has datalist: true, but the connector has no ${functionPath('datalist')}; add it.`,
    });
  }
  checkRequires(filters, known, report);
}

function checkTypes(value: unknown, { manifest }: Subject, report: Report): void {
  const types = listOf(value);
  if (!types || types.length === 0) {
    report({
      code: 'config_types',
      place: () => inResult('types'),
      message: () =>
        `types must be an array of tables, and is ${types ? 'empty' : kindOf(value)}; return {id, name} of each.`,
    });
    return;
  }
  const entities = new Set(manifest.entities.map((entity) => entity.name));
  const seen = new Set<string>();
  for (const [index, type] of types.entries()) {
    const { id, name } = asObject(type) ?? {};
    if (!isText(id) || !isText(name)) {
      report({
        code: 'config_type_incomplete',
        place: () => inResult('types', index),
        message: () =>
          `A table needs a text id and a text name: ${isText(id) ? `${quoted(id)} has no name` : 'this one has no id'}.`,
      });
      continue;
    }
    if (seen.has(id)) {
      report({
        code: 'config_type_twice',
        about: id,
        place: () => inResult('types', index, 'id'),
        message: () => `The table ${quoted(id)} stands twice in types; keep one.`,
      });
    } else if (entities.size > 0 && !entities.has(id)) {
      report({
        code: 'config_type_unknown',
        about: id,
        place: () => inResult('types', index, 'id'),
        message: () =>
          `The table ${quoted(id)} is no entity of connector.json, so data cannot be asked for it; add it there.`,
      });
    }
    seen.add(id);
  }
}

function checkFilter(value: unknown, index: number, known: Map<string, JsonObject>, report: Report): void {
  const filter = asObject(value);
  if (!filter || !isText(filter.id) || !isText(filter.title)) {
    report({
      code: 'config_filter_incomplete',
      place: () => inResult('filters', index),
      message: () => 'A filter needs a text id and a text title.',
    });
    return;
  }
  const { id, type, datalist } = filter;
  const place = (...steps: readonly string[]) => inResult('filters', index, ...steps);
  if (known.has(id)) {
    report({
      code: 'config_filter_twice',
      about: id,
      place: () => place('id'),
      message: () => `The filter ${quoted(id)} stands twice; give each its own id.`,
    });
  }
  known.set(id, filter);
  if (!FILTER_TYPES.has(type)) {
    report({
      code: 'config_filter_type',
      about: id,
      place: () => place('type'),
      message: () =>
        `The filter ${quoted(id)} has the type ${quoted(type)}; use text, number, datebox, bool, list or multidropdown.`,
    });
  }
  if (CHOSEN.has(type) && datalist !== true) {
    report({
      code: 'config_filter_datalist',
      about: id,
      place: () => place(),
      message: () =>
        `The filter ${quoted(id)} is a ${String(type)} without datalist: true, so nothing can be chosen; set it.`,
    });
  }
  for (const flag of FLAGS) {
    if (filter[flag] !== undefined && typeof filter[flag] !== 'boolean') {
      report({
        code: 'config_filter_flag',
        about: `${id} ${flag}`,
        place: () => place(flag),
        message: () => `${flag} of the filter ${quoted(id)} must be true or false, and is ${quoted(filter[flag])}.`,
      });
    }
  }
}

function checkRequires(filters: readonly unknown[], known: ReadonlyMap<string, JsonObject>, report: Report): void {
  const requires = new Map<string, readonly string[]>();
  for (const [index, one] of filters.entries()) {
    const filter = asObject(one);
    const wanted = filter?.datalist_requires;
    if (!isText(filter?.id) || wanted === undefined) continue;
    const id = filter.id;
    const all = listOf(wanted)?.filter(isText) ?? [];
    requires.set(id, all);
    const unknown = listOf(wanted) ? all.filter((name) => !known.has(name)) : [quoted(wanted)];
    for (const name of unknown) {
      report({
        code: 'config_requires_unknown',
        about: `${id} ${name}`,
        place: () => inResult('filters', index, 'datalist_requires'),
        message: () => `The filter ${quoted(id)} requires ${quoted(name)}, which is no filter; name the id of one.`,
      });
    }
  }
  const cycle = filterCycle(requires);
  if (cycle) {
    report({
      code: 'config_requires_cycle',
      place: () => inResult('filters'),
      message: () =>
        `The filters ${cycle
          .slice(0, 10)
          .map((id) => quoted(id))
          .join(' → ')} require each other, so none can be set; break the circle.`,
    });
  }
}
