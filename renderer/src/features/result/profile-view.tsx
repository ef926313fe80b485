import { Box } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Panel, Group as PanelGroup, Separator } from 'react-resizable-panels';
import type { Field } from '../../../../shared/connector/manifest.ts';
import { viewLimits } from '../../../../shared/limits.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { byNumber, byText } from '../../components/grid-sort.ts';
import { useSortedRows } from '../../components/use-sorted-rows.ts';
import { formatCount } from '../../lib/format.ts';
import { clip, visibleText } from '../../lib/text.ts';
import { resultTexts as texts } from '../../texts/result.ts';
import { type ColumnProfile, profileOf } from './profile.ts';
import type { Row } from './rows.ts';

const { profile: titles } = texts;
const seen = (text: string): string => visibleText(clip(text.replaceAll('\n', ' '), 200));
const typesText = (profile: ColumnProfile): string => profile.types.map(({ type }) => type).join(', ');
const mean = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 6 });

const count = (
  id: 'filled' | 'nulls' | 'missing' | 'distinct',
  show: (row: ColumnProfile) => string = (row) => formatCount(row[id]),
): GridColumn<ColumnProfile> => ({
  id,
  title: titles[id],
  width: '76px',
  align: 'end',
  cell: (row) => (row[id] === 0 ? <span className="dim">{formatCount(0)}</span> : show(row)),
  compare: (a, b) => byNumber(a[id], b[id]),
});

const text = (id: 'least' | 'most'): GridColumn<ColumnProfile> => ({
  id,
  title: titles[id],
  width: '130px',
  cell: (row) => <span title={seen(row[id])}>{seen(row[id])}</span>,
  compare: (a, b) => byText(a[id], b[id]),
});

const columns: readonly GridColumn<ColumnProfile>[] = [
  {
    id: 'name',
    title: titles.name,
    width: 'minmax(110px, 1fr)',
    cell: (row) => <strong>{visibleText(row.name)}</strong>,
    compare: (a, b) => byText(a.name, b.name),
  },
  {
    id: 'type',
    title: titles.type,
    width: '96px',
    cell: (row) => (
      <span className={row.isOther ? 'tone-warn' : ''} title={row.isOther ? texts.otherType : undefined}>
        {typesText(row)}
        {row.isOther ? <span className="sr-only"> {texts.otherType}</span> : null}
      </span>
    ),
    compare: (a, b) => byText(typesText(a), typesText(b)),
  },
  {
    id: 'declared',
    title: titles.declared,
    width: '80px',
    cell: (row) => <span className="dim">{row.declared ?? ''}</span>,
    compare: (a, b) => byText(a.declared ?? '', b.declared ?? ''),
  },
  count('filled'),
  count('nulls'),
  count('missing'),
  count('distinct', (row) => `${formatCount(row.distinct)}${row.isMore ? '+' : ''}`),
  text('least'),
  text('most'),
  {
    id: 'mean',
    title: titles.mean,
    width: '88px',
    align: 'end',
    cell: (row) => (row.mean === null ? '' : mean.format(row.mean)),
    compare: (a, b) => byNumber(a.mean ?? 0, b.mean ?? 0),
  },
];

/** The most frequent values of a column, each with its share as a bar. */
function TopValues({ profile }: { readonly profile: ColumnProfile | undefined }) {
  if (profile === undefined) return <p className="dim top-note">{texts.chooseColumn}</p>;
  if (profile.top.length === 0) return <p className="dim top-note">{texts.noValues}</p>;
  const most = profile.top[0]?.count ?? 1;
  return (
    // Scrolls, so that the keyboard has to reach it.
    <Box component="section" className="top-values" aria-label={texts.topLabel} tabIndex={0}>
      <h3>{texts.top(visibleText(profile.name))}</h3>
      <ul>
        {profile.top.map((one) => (
          <li key={one.text}>
            <span className="ellipsis">{one.text === '' ? texts.empty : seen(one.text)}</span>
            <span className="top-count">{formatCount(one.count)}</span>
            <meter min={0} max={most} value={one.count} aria-label={seen(one.text) || texts.empty} />
          </li>
        ))}
      </ul>
    </Box>
  );
}

interface ProfileViewProps {
  readonly rows: readonly Row[];
  /** Fields that the connector declares for these rows. */
  readonly fields: readonly Field[];
}

/** What the values of each column are like. */
export function ProfileView({ rows, fields }: ProfileViewProps) {
  const profiles = useMemo(() => profileOf(rows, fields), [rows, fields]);
  const [selected, setSelected] = useState(0);
  const { layout, shown } = useSortedRows('profile', profiles, columns);
  return (
    <div className="fill">
      {rows.length > viewLimits.profileRows ? (
        <div className="past-note">{texts.profileCut(formatCount(viewLimits.profileRows))}</div>
      ) : null}
      <PanelGroup orientation="horizontal" className="grow">
        <Panel id="profile" minSize="40%">
          <div className="fill">
            <DataGrid
              label={texts.profileLabel}
              rows={shown}
              columns={columns}
              selected={selected}
              onSelect={setSelected}
              layout={layout}
            />
          </div>
        </Panel>
        <Separator className="separator-v" aria-label={texts.resizeRow} />
        <Panel id="top" defaultSize="30%" minSize="160px">
          <TopValues profile={shown[selected]} />
        </Panel>
      </PanelGroup>
    </div>
  );
}
