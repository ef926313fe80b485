import { Badge } from '@mantine/core';
import type { Publication } from '../../../../shared/contract/publication.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { IconUpload } from '../../icons.ts';
import { formatTime } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { publicationsTexts as texts } from '../../texts/publish.ts';
import { PublicationView } from './publication-view.tsx';
import { publicationsOf, usePublications } from './publications-store.ts';
import './publish.css';

const colours = {
  waiting: 'orange',
  sending: 'blue',
  published: 'blue',
  installing: 'blue',
  done: 'green',
  failed: 'red',
  cancelled: 'gray',
} as const satisfies Readonly<Record<Publication['state'], string>>;

/** The state of a publication. */
export const PublicationBadge = ({ state }: { readonly state: Publication['state'] }) => (
  <Badge color={colours[state]} className={`badge-${colours[state]}`}>
    {texts.states[state]}
  </Badge>
);

const words = texts.columns;
const columns: readonly GridColumn<Publication>[] = [
  {
    id: 'state',
    title: words.state,
    width: '132px',
    cell: ({ state }) => <PublicationBadge state={state} />,
  },
  {
    id: 'what',
    title: words.what,
    width: 'minmax(130px, 1fr)',
    cell: ({ kind, listing }) => <strong>{visibleText(texts.named(kind, listing))}</strong>,
  },
  { id: 'version', title: words.version, width: '70px', cell: ({ version }) => visibleText(version) },
  {
    id: 'when',
    title: words.when,
    width: '104px',
    cell: ({ createdAt }) => <span className="dim">{formatTime(createdAt)}</span>,
  },
];

/** What was published, installed and swapped from here, and what waits, beside the one that is looked at. */
export function PublicationsPage() {
  const list = usePublications((state) => state.list);
  const rows = usePublications(publicationsOf);
  const chosen = usePublications((state) => state.chosen);
  const shown = rows.find(({ id }) => id === chosen) ?? rows[0];
  if (list.kind === 'loading') return <Loading what={texts.reading} />;
  if (list.kind === 'failed') return <Failed failure={list.failure} />;
  if (shown === undefined)
    return (
      <Empty icon={<IconUpload size={28} stroke={1.4} aria-hidden />} title={texts.none}>
        <p>{texts.noneText}</p>
      </Empty>
    );
  return (
    <section className="market" aria-label={texts.title}>
      <div className="market-split">
        <div className="market-list">
          <DataGrid
            label={texts.title}
            rows={rows}
            columns={columns}
            rowHeight={28}
            selected={rows.indexOf(shown)}
            onSelect={(index) => usePublications.setState({ chosen: rows[index]?.id ?? null })}
          />
        </div>
        <article className="market-detail" aria-label={visibleText(texts.named(shown.kind, shown.listing))}>
          <h2>{visibleText(texts.named(shown.kind, shown.listing))}</h2>
          <PublicationView key={shown.id} publication={shown} />
        </article>
      </div>
    </section>
  );
}
