import { Autocomplete, Select } from '@mantine/core';
import { importTexts as texts } from '../../texts/import.ts';
import type { EntityRow } from './entity-rows.ts';
import { setValue } from './review-store.ts';

const never = texts.everyRow;

/** Whether the list can be asked for changes only: the parameter of the moment, and the field of a row that tells it. */
export function IncrementalEditor({ row }: { readonly row: EntityRow }) {
  const { found, shown } = row;
  const { incremental } = shown;
  const params = found.params.filter((one) => one.in === 'query').map((one) => one.name);
  const names = [...new Set([...(found.incremental ? [found.incremental.param] : []), ...params])];
  const fields = found.fields.map((field) => field.name);
  const take = (param: string, field: string): void => {
    const isFound = found.incremental?.param === param && found.incremental.field === field;
    setValue(found.name, 'incremental', isFound ? undefined : { param, field });
  };
  const choose = (param: string | null): void => {
    if (param === null || param === never)
      setValue(found.name, 'incremental', found.incremental === undefined ? undefined : null);
    else take(param, incremental?.field ?? found.incremental?.field ?? '');
  };
  return (
    <>
      <Select
        label={texts.changesBy}
        description={texts.changesByHint}
        data={[never, ...names]}
        value={incremental?.param ?? never}
        onChange={choose}
      />
      {incremental ? (
        <Autocomplete
          label={texts.changeField}
          size="xs"
          data={fields}
          value={incremental.field}
          error={incremental.field === '' ? texts.nameTheField : undefined}
          onChange={(field) => take(incremental.param, field)}
          classNames={{ input: 'mono' }}
        />
      ) : null}
    </>
  );
}
