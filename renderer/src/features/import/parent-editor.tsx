import { Autocomplete, Select } from '@mantine/core';
import type { ImportReport } from '../../../../shared/import/report.ts';
import { importTexts as texts } from '../../texts/import.ts';
import type { EntityRow } from './entity-rows.ts';
import { setValue, useReview } from './review-store.ts';
import { variablesOf } from './values.ts';

const alone = '';

interface ParentEditorProps {
  readonly row: EntityRow;
  readonly report: ImportReport;
}

/** The table whose rows the list is read for, and which of their fields fill the variables of its path. */
export function ParentEditor({ row, report }: ParentEditorProps) {
  const { found } = row;
  const corrections = useReview((state) => state.review.corrections);
  const set = corrections.get(found.name)?.parent;
  const parent = set === undefined ? found.parent : set;
  const variables = [...new Set([...variablesOf(found.operation), ...Object.keys(parent?.bindings ?? {})])];
  const nameOf = (name: string): string => corrections.get(name)?.name ?? name;
  const tables = report.entities
    .filter((one) => one.name !== found.name)
    .map((one) => ({ value: one.name, label: nameOf(one.name) }));
  const above = report.entities.find((one) => one.name === parent?.entity);
  const take = (entity: string, bindings: Readonly<Record<string, string>>): void => {
    const next = { entity, bindings: { ...bindings } };
    const isFound = JSON.stringify(next) === JSON.stringify(found.parent);
    setValue(found.name, 'parent', isFound ? undefined : next);
  };
  const choose = (entity: string | null): void => {
    if (entity === null || entity === alone)
      setValue(found.name, 'parent', found.parent === undefined ? undefined : null);
    else if (entity === found.parent?.entity) take(entity, found.parent.bindings);
    else {
      const key = report.entities.find((one) => one.name === entity)?.primaryKey[0] ?? 'id';
      take(entity, Object.fromEntries(variables.map((variable) => [variable, key])));
    }
  };
  return (
    <>
      <Select
        label={texts.readPer}
        description={variables.length === 0 ? texts.noVariables : texts.variablesHint}
        data={[{ value: alone, label: texts.readAlone }, ...tables]}
        value={parent?.entity ?? alone}
        searchable
        onChange={choose}
      />
      {parent
        ? variables.map((variable) => (
            <Autocomplete
              key={variable}
              label={texts.isTheField(variable)}
              size="xs"
              data={above?.fields.map((field) => field.name) ?? []}
              value={Object.hasOwn(parent.bindings, variable) ? (parent.bindings[variable] ?? '') : ''}
              onChange={(field) => take(parent.entity, { ...parent.bindings, [variable]: field })}
              classNames={{ input: 'mono' }}
            />
          ))
        : null}
    </>
  );
}
