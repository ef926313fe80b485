import { Button, Menu, SegmentedControl, TextInput } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { assertNever } from '../../../../shared/result.ts';
import type { RunDetail } from '../../../../shared/run/run.ts';
import { JsonTree } from '../../components/json-tree.tsx';
import { Empty } from '../../components/states.tsx';
import { IconCopy, IconFileDownload, IconSearch, IconTable } from '../../icons.ts';
import { copyText } from '../../lib/clipboard.ts';
import { formatCount, formatDuration, formatPlural } from '../../lib/format.ts';
import { loadedValue } from '../../lib/loadable.ts';
import { withEntry } from '../../lib/map.ts';
import { saveFile } from '../../lib/save-file.ts';
import { resultTexts as texts } from '../../texts/result.ts';
import { useConnectors } from '../connectors/store.ts';
import { showPanel } from '../workbench/layout.ts';
import { ConfigPreview } from './config-view.tsx';
import { contentsOf, countedItems } from './contents.ts';
import { fileName, toCsv, toJson, toNdjson } from './export.ts';
import { ProfileView } from './profile-view.tsx';
import { filterRows, numbered, type Row } from './rows.ts';
import { RowsTable } from './rows-table.tsx';
import { SchemaFields, SchemaPicture } from './schema-view.tsx';
import { rowsFor, type Shape, shapeNames, shapesOf } from './shapes.ts';
import { AccountView, CommandView, FileView, OptionsView } from './small-views.tsx';
import { useResult } from './store.ts';

const entityOf = ({ input }: RunDetail): string | undefined =>
  typeof input.requestedType === 'string' ? input.requestedType : undefined;

function factsOf(detail: RunDetail, contents: string): string {
  return [
    contents === '' ? null : contents,
    detail.pages > 1 ? formatPlural(detail.pages, texts.page) : null,
    formatPlural(detail.exchangeCount, texts.request),
    detail.durationMs === null ? null : formatDuration(detail.durationMs),
  ]
    .filter((fact) => fact !== null)
    .join(' · ');
}

interface ExportProps {
  readonly detail: RunDetail;
  readonly rows: readonly Row[];
}

function ExportMenu({ detail, rows }: ExportProps) {
  const name = (ending: string) => fileName([detail.connector, detail.target, entityOf(detail) ?? ''], ending);
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          className="quiet-button"
          size="compact-sm"
          leftSection={<IconFileDownload size={13} aria-hidden />}
        >
          {texts.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{countedItems(detail.target, rows.length)}</Menu.Label>
        <Menu.Item onClick={() => saveFile(name('csv'), 'text/csv;charset=utf-8', toCsv(rows))}>
          {texts.exportCsv} <span className="dim">{texts.exportCsvNote}</span>
        </Menu.Item>
        <Menu.Item onClick={() => saveFile(name('json'), 'application/json', toJson(rows))}>
          {texts.exportJson}
        </Menu.Item>
        <Menu.Item onClick={() => saveFile(name('ndjson'), 'application/x-ndjson', toNdjson(rows))}>
          {texts.exportNdjson}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Stands where rows would: what to look at. */
function NoRows({ hasRequests }: { readonly hasRequests: boolean }) {
  return (
    <Empty icon={<IconTable size={24} stroke={1.4} aria-hidden />} title={texts.noRows}>
      <p>{texts.noRowsHint}</p>
      {hasRequests ? (
        <Button variant="default" onClick={() => showPanel('requests')}>
          {texts.lookAtRequests}
        </Button>
      ) : null}
    </Empty>
  );
}

/** What a run that is ok gave, in the way that fits its target. */
export function ValueView({ detail }: { readonly detail: RunDetail }) {
  const { connector, target, result, id } = detail;
  const rows = useMemo(() => rowsFor(target, result), [target, result]);
  const hasRows = rows !== undefined && rows.length > 0;
  const contents = useMemo(() => contentsOf(target, result), [target, result]);
  const shapes = useMemo(() => shapesOf(target, result), [target, result]);
  const chosen = useResult((state) => state.shapes.get(target));
  const shape: Shape = chosen !== undefined && shapes.includes(chosen) ? chosen : (shapes[0] ?? 'json');
  const setShape = (next: Shape) => useResult.setState((state) => ({ shapes: withEntry(state.shapes, target, next) }));
  const [table, setTable] = useState<string | null>(null);
  const [filter, setFilter] = useState('');
  const [picked, setPicked] = useState<readonly Row[]>([]);
  const wanted = useDeferredValue(filter);
  const entity = entityOf(detail);
  const manifest = useConnectors((state) => loadedValue(state.details.get(connector))?.manifest);
  const fields = useMemo(() => manifest?.entities.find((one) => one.name === entity)?.fields ?? [], [manifest, entity]);
  const filtered = useMemo(
    () => (rows === undefined ? [] : wanted === '' ? rows : filterRows(numbered(rows), wanted).map(({ row }) => row)),
    [rows, wanted],
  );
  const count = wanted === '' || rows === undefined ? '' : `${texts.of(formatCount(filtered.length), '')}`;
  const body = () => {
    switch (shape) {
      case 'table':
        return rows === undefined || rows.length === 0 ? (
          <NoRows hasRequests={detail.exchangeCount > 0} />
        ) : (
          <RowsTable
            rows={rows}
            layoutKey={`rows.${connector}.${target}.${entity ?? ''}`}
            run={id}
            filter={wanted}
            onFilter={setFilter}
            onPicked={setPicked}
          />
        );
      case 'profile':
        return <ProfileView rows={filtered} fields={fields} />;
      case 'diagram':
        return (
          <SchemaPicture
            schema={result}
            onOpen={(name) => {
              setTable(name);
              setShape('fields');
            }}
          />
        );
      case 'fields':
        return <SchemaFields schema={result} table={table} />;
      case 'preview':
        return <ConfigPreview result={result} />;
      case 'options':
        return <OptionsView result={result} />;
      case 'file':
        return <FileView result={result} run={id} />;
      case 'account':
        return <AccountView result={result} />;
      case 'outcome':
        return <CommandView result={result} />;
      case 'json':
        return <JsonTree label={texts.resultTree} rootKey={target} value={result} />;
      default:
        return assertNever(shape);
    }
  };
  return (
    <>
      <div className="result-bar">
        <span className="ellipsis">
          {count}
          {factsOf(detail, contents)}
        </span>
        <span className="grow" />
        {hasRows && (shape === 'table' || shape === 'profile') ? (
          <TextInput
            aria-label={texts.filter}
            placeholder={texts.filterHint}
            className="result-filter"
            leftSection={<IconSearch size={13} aria-hidden />}
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
          />
        ) : null}
        {shapes.length > 1 ? (
          <SegmentedControl
            aria-label={texts.showAs}
            value={shape}
            onChange={(value) => setShape(shapeNames.find((name) => name === value) ?? 'json')}
            data={shapes.map((value) => ({ value, label: texts.shapes[value] }))}
          />
        ) : null}
        {hasRows ? <ExportMenu detail={detail} rows={picked.length > 0 ? picked : filtered} /> : null}
        <Button
          variant="subtle"
          color="gray"
          className="quiet-button"
          size="compact-sm"
          leftSection={<IconCopy size={13} aria-hidden />}
          onClick={() => copyText(JSON.stringify(result, null, 2) ?? 'null', texts.result)}
        >
          {texts.copyJson}
        </Button>
      </div>
      {body()}
    </>
  );
}
