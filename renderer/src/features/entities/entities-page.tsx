import { SegmentedControl, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { Entity } from '../../../../shared/connector/manifest.ts';
import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { Operation } from '../../components/operation.tsx';
import { PaginationBadge } from '../../components/pagination-badge.tsx';
import { SchemaDiagram } from '../../components/schema-diagram.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { IconSearch } from '../../icons.ts';
import { formatCount } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { entitiesTexts as texts } from '../../texts/entities.ts';
import { overviewTexts } from '../../texts/overview.ts';
import { refreshConnector, useConnectors } from '../connectors/store.ts';
import { CommandDetail } from './command-detail.tsx';
import './entities.css';
import { type CommandRow, diagramTables, filterCommands, filterTables } from './model.ts';
import { prepareCommand, previewRows } from './open.ts';
import { changeLook, type EntitiesLook, type EntitiesView, firstLook, useEntities } from './store.ts';
import { TableDetail } from './table-detail.tsx';

const words = texts.columns;
const views = ['tables', 'diagram', 'commands'] as const satisfies readonly EntitiesView[];

const tableColumns: readonly GridColumn<Entity>[] = [
  {
    id: 'name',
    title: words.name,
    width: 'minmax(110px, 1fr)',
    cell: ({ name }) => <strong>{visibleText(name)}</strong>,
  },
  {
    id: 'operation',
    title: words.operation,
    width: 'minmax(140px, 1.6fr)',
    cell: ({ operation }) => <Operation operation={operation} />,
  },
  { id: 'fields', title: words.fields, width: '52px', align: 'end', cell: ({ fields }) => formatCount(fields.length) },
  {
    id: 'pagination',
    title: words.pagination,
    width: '100px',
    cell: ({ pagination }) => <PaginationBadge pagination={pagination} />,
  },
];

const commandColumns: readonly GridColumn<CommandRow>[] = [
  {
    id: 'name',
    title: words.name,
    width: 'minmax(130px, 1fr)',
    cell: ([name, command]) => <span className={command.deprecated === true ? 'mono struck' : 'mono'}>{name}</span>,
  },
  {
    id: 'operation',
    title: words.operation,
    width: 'minmax(140px, 1.4fr)',
    cell: ([, { operation }]) => (operation === undefined ? texts.none : <Operation operation={operation} />),
  },
  {
    id: 'effect',
    title: words.effect,
    width: '60px',
    cell: ([, { sideEffect }]) => (sideEffect ? overviewTexts.writes : overviewTexts.reads),
  },
];

interface PartProps {
  readonly detail: ConnectorDetail;
  readonly look: EntitiesLook;
}

interface ListProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly GridColumn<Row>[];
  readonly chosen: Row | undefined;
  onChoose(row: Row | undefined): void;
  onOpen(row: Row): void;
}

/** What fits the search, beside the one that is looked at. */
function List<Row>({ label, rows, columns, chosen, onChoose, onOpen }: ListProps<Row>) {
  if (rows.length === 0) return <p className="entities-none dim">{texts.nothingFound}</p>;
  return (
    <DataGrid
      label={label}
      rows={rows}
      columns={columns}
      rowHeight={26}
      selected={chosen === undefined ? -1 : rows.indexOf(chosen)}
      onSelect={(index) => onChoose(rows[index])}
      onOpen={(index) => {
        const row = rows[index];
        if (row !== undefined) onOpen(row);
      }}
    />
  );
}

function Tables({ detail, look }: PartProps) {
  const { id, manifest } = detail;
  const all = manifest?.entities ?? [];
  const rows = useMemo(() => filterTables(all, look.text), [all, look.text]);
  const chosen = all.find(({ name }) => name === look.entity) ?? rows[0];
  if (all.length === 0) return <Empty title={texts.noTables}>{texts.noTablesHint}</Empty>;
  return (
    <div className="entities-split">
      <div className="entities-list">
        <List
          label={texts.views.tables}
          rows={rows}
          columns={tableColumns}
          chosen={chosen}
          onChoose={(entity) => changeLook(id, { entity: entity?.name ?? null })}
          onOpen={(entity) => previewRows(id, entity.name)}
        />
      </div>
      {chosen === undefined ? <Empty title={texts.choose} /> : <TableDetail detail={detail} entity={chosen} />}
    </div>
  );
}

function Commands({ detail, look }: PartProps) {
  const { id, manifest } = detail;
  const all = useMemo(() => Object.entries(manifest?.commands ?? {}), [manifest]);
  const rows = useMemo(() => filterCommands(all, look.text), [all, look.text]);
  const chosen = all.find(([name]) => name === look.command) ?? rows[0];
  if (all.length === 0) return <Empty title={texts.noCommands}>{texts.noCommandsHint}</Empty>;
  return (
    <div className="entities-split">
      <div className="entities-list">
        <List
          label={texts.views.commands}
          rows={rows}
          columns={commandColumns}
          chosen={chosen}
          onChoose={(row) => changeLook(id, { command: row?.[0] ?? null })}
          onOpen={([name]) => prepareCommand(id, name)}
        />
      </div>
      {chosen === undefined ? (
        <Empty title={texts.chooseCommand} />
      ) : (
        <CommandDetail key={chosen[0]} detail={detail} row={chosen} />
      )}
    </div>
  );
}

function Diagram({ detail, look }: PartProps) {
  const entities = detail.manifest?.entities;
  const tables = useMemo(() => diagramTables(filterTables(entities ?? [], look.text)), [entities, look.text]);
  return <SchemaDiagram tables={tables} onOpen={(entity) => changeLook(detail.id, { view: 'tables', entity })} />;
}

function Page({ detail }: { readonly detail: ConnectorDetail }) {
  const { id, manifest } = detail;
  const look = useEntities((state) => state.looks.get(id) ?? firstLook);
  const search = useRef<HTMLInputElement>(null);
  const counts = { tables: detail.entities, diagram: undefined, commands: detail.commands };
  const onKeyDown = (event: KeyboardEvent) => {
    const typing = event.target instanceof Element && event.target.closest('input, textarea') !== null;
    if (event.key !== '/' || typing) return;
    event.preventDefault();
    search.current?.focus();
  };
  if (manifest === null)
    return (
      <Failed failure={{ kind: 'input', code: 'bad_manifest', message: detail.problem ?? overviewTexts.badManifest }} />
    );
  return (
    <section className="entities" aria-label={texts.title(id)} {...{ onKeyDown }}>
      <div className="entities-bar">
        <SegmentedControl
          aria-label={texts.view}
          value={look.view}
          data={views.map((value) => ({
            value,
            label: `${texts.views[value]} ${counts[value] === undefined ? '' : formatCount(counts[value])}`,
          }))}
          onChange={(value) => changeLook(id, { view: views.find((one) => one === value) ?? 'tables' })}
        />
        <TextInput
          ref={search}
          aria-label={texts.searchLabel}
          placeholder={texts.search}
          leftSection={<IconSearch size={13} aria-hidden />}
          value={look.text}
          onChange={(event) => changeLook(id, { text: event.currentTarget.value })}
          w={220}
        />
      </div>
      {look.view === 'tables' ? <Tables detail={detail} look={look} /> : null}
      {look.view === 'diagram' ? <Diagram detail={detail} look={look} /> : null}
      {look.view === 'commands' ? <Commands detail={detail} look={look} /> : null}
    </section>
  );
}

/** The tables and commands of a connector: how each is read or called, its fields, and how they hang together. */
export function EntitiesPage({ connector }: { readonly connector: string }) {
  const detail = useConnectors((state) => state.details.get(connector));
  useEffect(() => void refreshConnector(connector), [connector]);
  if (detail === undefined || detail.kind === 'loading') return <Loading what={overviewTexts.opening(connector)} />;
  if (detail.kind === 'failed')
    return <Failed failure={detail.failure} onRetry={() => void refreshConnector(connector)} />;
  return <Page detail={detail.value} />;
}
