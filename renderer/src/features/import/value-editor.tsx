import { Button, MultiSelect, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { recordsPath } from '../../../../shared/connector/names.ts';
import type { ImportReport, ReportEntity } from '../../../../shared/import/report.ts';
import { visibleText } from '../../lib/text.ts';
import { importTexts as texts } from '../../texts/import.ts';
import type { EntityRow } from './entity-rows.ts';
import { IncrementalEditor } from './incremental-editor.tsx';
import { NameField } from './name-field.tsx';
import { PaginationEditor } from './pagination-editor.tsx';
import { ParentEditor } from './parent-editor.tsx';
import { setValue, useReview } from './review-store.ts';
import type { CorrectableField } from './values.ts';

function RecordsEditor({ row }: { readonly row: EntityRow }) {
  const [text, setText] = useState(row.shown.records);
  const problem = recordsPath.safeParse(text).error?.issues[0]?.message;
  const take = (next: string): void => {
    setText(next);
    if (!recordsPath.safeParse(next).success) return;
    setValue(row.found.name, 'records', next === row.found.records ? undefined : next);
  };
  return (
    <TextInput
      label={texts.pathRecords}
      description={texts.pathRecordsHint}
      value={text}
      error={problem}
      spellCheck={false}
      classNames={{ input: 'mono' }}
      onChange={(event) => take(event.currentTarget.value)}
    />
  );
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.join('\0') === b.join('\0');

function KeyEditor({ row }: { readonly row: EntityRow }) {
  const { found, shown } = row;
  const take = (key: string[]): void =>
    setValue(found.name, 'primaryKey', same(key, found.primaryKey) ? undefined : key);
  const fields = [...new Set([...found.fields.map((field) => field.name), ...shown.primaryKey])];
  const shared = {
    label: texts.keyFields,
    description: texts.keyFieldsHint,
    value: shown.primaryKey,
    onChange: take,
    size: 'xs',
  } as const;
  return fields.length === 0 ? (
    <TagsInput {...shared} placeholder={texts.typeField} />
  ) : (
    <MultiSelect {...shared} data={fields} searchable hidePickedOptions placeholder={texts.chooseFields} />
  );
}

function shownFound(entity: ReportEntity, field: CorrectableField): string {
  switch (field) {
    case 'name':
      return entity.name;
    case 'records':
      return entity.records;
    case 'primaryKey':
      return entity.primaryKey.join(', ') || texts.noKey;
    case 'pagination':
      return entity.pagination.kind;
    case 'incremental':
      return entity.incremental?.param ?? texts.nothing;
    case 'parent':
      return entity.parent?.entity ?? texts.nothing;
  }
}

interface ValueEditorProps {
  readonly row: EntityRow;
  readonly field: CorrectableField;
  readonly report: ImportReport;
}

function Editor({ row, field, report }: ValueEditorProps) {
  switch (field) {
    case 'name':
      return <NameField entity={row.found.name} report={report} />;
    case 'records':
      return <RecordsEditor row={row} />;
    case 'primaryKey':
      return <KeyEditor row={row} />;
    case 'pagination':
      return <PaginationEditor row={row} />;
    case 'incremental':
      return <IncrementalEditor row={row} />;
    case 'parent':
      return <ParentEditor row={row} report={report} />;
  }
}

/** Sets one value of an entity in the place of what was found, and takes that back. */
export function ValueEditor({ row, field, report }: ValueEditorProps) {
  const isSet = useReview((state) => state.review.corrections.get(row.found.name)?.[field] !== undefined);
  const [reset, setReset] = useState(0);
  return (
    <div className="value-editor">
      <Editor key={reset} row={row} field={field} report={report} />
      {isSet ? (
        <p className="value-set">
          <span className="mark mark-user">{texts.markSetByYou}</span>
          <span className="dim ellipsis">{texts.foundWas(visibleText(shownFound(row.found, field)))}</span>
          <Button
            variant="default"
            size="compact-xs"
            onClick={() => {
              setValue(row.found.name, field, undefined);
              setReset(reset + 1);
            }}
          >
            {texts.useWhatWasFound}
          </Button>
        </p>
      ) : null}
    </div>
  );
}
