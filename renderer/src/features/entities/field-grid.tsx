import { useMemo, useState } from 'react';
import type { Entity, Field } from '../../../../shared/connector/manifest.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { IconKey } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { entitiesTexts as texts } from '../../texts/entities.ts';
import { changeLook } from './store.ts';

const words = texts.fieldColumns;

const columnsOf = (key: readonly string[]): readonly GridColumn<Field>[] => [
  {
    id: 'name',
    title: words.name,
    width: 'minmax(130px, 1fr)',
    cell: (field) => (
      <span className="mono">
        {visibleText(field.name)}{' '}
        {key.includes(field.name) ? <IconKey size={12} className="tone-warn" aria-label={texts.key} /> : null}
      </span>
    ),
  },
  {
    id: 'type',
    title: words.type,
    width: '110px',
    cell: ({ type, format }) => (format === undefined ? type : `${type} (${visibleText(format)})`),
  },
  {
    id: 'nullable',
    title: words.nullable,
    width: '46px',
    cell: ({ nullable }) => (nullable ? texts.nullable : <span className="dim">{texts.none}</span>),
  },
  {
    id: 'relation',
    title: words.relation,
    width: 'minmax(110px, 0.8fr)',
    cell: ({ relation }) =>
      relation === undefined ? '' : <span className="mono">{visibleText(`${relation.entity}.${relation.field}`)}</span>,
  },
  {
    id: 'description',
    title: words.description,
    width: 'minmax(120px, 1.6fr)',
    cell: ({ description }) => <span className="dim">{visibleText(description ?? '')}</span>,
  },
];

interface FieldGridProps {
  readonly connector: string;
  readonly entity: Entity;
}

/** The fields of a table; Enter on one that points elsewhere goes there. */
export function FieldGrid({ connector, entity }: FieldGridProps) {
  const [selected, setSelected] = useState(-1);
  const { fields, primaryKey } = entity;
  const columns = useMemo(() => columnsOf(primaryKey), [primaryKey]);
  if (fields.length === 0) return <p className="dim">{texts.noFields}</p>;
  return (
    <div className="entity-fields">
      <DataGrid
        label={words.name}
        rows={fields}
        columns={columns}
        selected={selected}
        onSelect={setSelected}
        onOpen={(index) => {
          const target = fields[index]?.relation?.entity;
          if (target !== undefined) changeLook(connector, { entity: target });
        }}
      />
    </div>
  );
}
