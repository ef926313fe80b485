import { asObject, type JsonObject, own } from '../../import/json.ts';
import { CARDINALITIES, USERS } from './field-types.ts';
import { inResult, names, quoted, type Report } from './report.ts';
import type { FieldAt } from './schema-field.ts';
import { isText } from './value.ts';

const MEMBERS = ['cardinality', 'name', 'targetName', 'targetType', 'targetFieldId'] as const;

/** A relation on the field that holds the key: FB-32 … FB-35. */
export function checkRelation(at: FieldAt, field: JsonObject, report: Report): void {
  const { type, name } = at;
  const about = `${type} ${name}`;
  const what = `The relation on ${quoted(name)} of ${quoted(type)}`;
  const relation = asObject(field.relation) ?? {};
  const native = relation.kind === 'native' || relation.targetType === USERS;
  const place = () => inResult(type, name, 'relation');
  const missing = MEMBERS.filter(
    (member) => !isText(relation[member]) && !(native && /^name$|^targetName$/.test(member)),
  );
  if (missing.length > 0) {
    report({
      code: 'schema_relation_incomplete',
      about,
      place,
      message: () => `${what} lacks ${names(missing)}; add ${missing.length === 1 ? 'it' : 'them'} as text.`,
    });
  }
  checkCardinality({ about, what, type, name }, field, relation, report);
  if (native) checkUsers({ about, what, type, name }, relation, report);
  else checkTarget(at, relation, report);
}

interface Where {
  readonly about: string;
  readonly what: string;
  readonly type: string;
  readonly name: string;
}

function checkCardinality(where: Where, field: JsonObject, relation: JsonObject, report: Report): void {
  const { about, what, type, name } = where;
  const { cardinality } = relation;
  const many = cardinality === 'many-to-many';
  const known = CARDINALITIES.has(cardinality);
  if (!isText(cardinality) || (known && (field.type ?? 'text') === (many ? 'array[text]' : 'text'))) return;
  report({
    code: 'schema_relation_type',
    about,
    place: () => inResult(type, name, known ? 'type' : 'relation'),
    message: () =>
      known
        ? `${what} is ${cardinality}, so the field must have the type "${many ? 'array[text]' : 'text'}", and has ${quoted(field.type)}.`
        : `${what} has the cardinality ${quoted(cardinality)}; use many-to-one, many-to-many or one-to-one.`,
  });
}

function checkUsers({ about, what, type, name }: Where, { kind, targetType }: JsonObject, report: Report): void {
  if (kind === 'native' && targetType === USERS) return;
  report({
    code: 'schema_relation_user',
    about,
    place: () => inResult(type, name, 'relation'),
    message: () => `${what} leads to the host's users: that takes both kind: "native" and targetType: "${USERS}".`,
  });
}

function checkTarget({ type, name, tables }: FieldAt, { targetType, targetFieldId }: JsonObject, report: Report): void {
  if (!isText(targetType)) return;
  const fields = asObject(own(tables.result, targetType));
  const known = tables.tables.has(targetType);
  const hasField = !fields || !isText(targetFieldId) || Object.hasOwn(fields, targetFieldId);
  if (known && hasField) return;
  report({
    code: 'schema_relation_target',
    about: `${type} ${name}`,
    place: () => inResult(type, name, 'relation', known ? 'targetFieldId' : 'targetType'),
    message: () =>
      known
        ? `The relation on ${quoted(name)} of ${quoted(type)} leads to the field ${quoted(targetFieldId)}, which ${quoted(targetType)} does not have.`
        : `The relation on ${quoted(name)} of ${quoted(type)} leads to ${quoted(targetType)}, which is no table of this connector.`,
  });
}
