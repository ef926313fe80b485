import { Badge } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { z } from 'zod';
import type { GalleryContent, GalleryListing, galleryVersionSchema } from '../../../../shared/contract/gallery.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { ScrollList } from '../../components/scroll-list.tsx';
import { formatBytes, formatTime } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { galleryTexts as texts } from '../../texts/gallery.ts';
import { Markdown } from '../markdown/markdown.tsx';

export type GalleryVersion = z.infer<typeof galleryVersionSchema>;

interface NamesProps {
  readonly title: string;
  readonly none: string;
  readonly names: readonly string[];
}

function Names({ title, none, names }: NamesProps) {
  return (
    <section className="publish-group" aria-label={title}>
      <h4>{title}</h4>
      {names.length === 0 ? (
        <p className="dim">{none}</p>
      ) : (
        <ScrollList label={title} className="publish-names mono">
          {names.map((name) => (
            <li key={name}>{visibleText(name)}</li>
          ))}
        </ScrollList>
      )}
    </section>
  );
}

interface MayProps {
  readonly content: GalleryContent;
  readonly listing: GalleryListing;
}

/** What whoever installs it agrees to. */
export function May({ content, listing }: MayProps) {
  const { hosts, tools, entities } = content;
  return (
    <div className="publish-manifest listing-scroll">
      <Names title={texts.hosts} none={texts.noHosts} names={hosts} />
      <Names title={texts.capabilities} none={texts.noCapabilities} names={listing.capabilities} />
      <section className="publish-group" aria-label={texts.tools}>
        <h4>{texts.tools}</h4>
        {tools.length === 0 ? <p className="dim">{texts.noTools}</p> : null}
        <ScrollList label={texts.tools} className="publish-names">
          {tools.map(({ name, sideEffect, description }) => (
            <li key={name}>
              <span className="mono">{visibleText(name)}</span>{' '}
              <Badge color={sideEffect ? 'orange' : 'gray'} className={sideEffect ? 'badge-orange' : 'badge-gray'}>
                {sideEffect ? texts.writes : texts.reads}
              </Badge>{' '}
              <span className="dim">{visibleText(description ?? '')}</span>
            </li>
          ))}
        </ScrollList>
      </section>
      <Names title={texts.tables} none={texts.noTables} names={entities} />
    </div>
  );
}

const words = texts.versionColumns;

interface VersionsProps {
  readonly versions: readonly GalleryVersion[];
  /** The one that is looked at. */
  readonly shown: string;
  onShow(version: string): void;
}

/** Every published version; choosing one looks into it. */
export function Versions({ versions, shown, onShow }: VersionsProps) {
  const columns = useMemo(
    (): readonly GridColumn<GalleryVersion>[] => [
      {
        id: 'version',
        title: words.version,
        width: '90px',
        cell: ({ version, deprecated }) => (
          <strong className={deprecated === null ? undefined : 'struck'}>{visibleText(version)}</strong>
        ),
      },
      {
        id: 'published',
        title: words.published,
        width: '120px',
        cell: ({ createdAt }) => <span className="dim">{formatTime(createdAt)}</span>,
      },
      { id: 'size', title: words.size, width: '80px', align: 'end', cell: ({ bytes }) => formatBytes(bytes) },
      {
        id: 'note',
        title: words.note,
        width: 'minmax(140px, 1fr)',
        cell: ({ changelog, deprecated }) => (
          <span className={deprecated === null ? 'ellipsis' : 'ellipsis tone-warn'}>
            {visibleText((deprecated ?? changelog ?? '').replace(/\s+/g, ' '))}
          </span>
        ),
      },
    ],
    [],
  );
  return (
    <div className="listing-fill">
      <DataGrid
        label={texts.parts.versions}
        rows={versions}
        columns={columns}
        rowHeight={26}
        selected={versions.findIndex(({ version }) => version === shown)}
        onSelect={(index) => {
          const row = versions[index];
          if (row !== undefined) onShow(row.version);
        }}
      />
    </div>
  );
}

const fileColumns: readonly GridColumn<GalleryContent['files'][number]>[] = [
  {
    id: 'path',
    title: texts.parts.files,
    width: 'minmax(200px, 1fr)',
    cell: ({ path }) => <span className="mono">{visibleText(path)}</span>,
  },
  { id: 'bytes', title: words.size, width: '90px', align: 'end', cell: ({ bytes }) => formatBytes(bytes) },
];

/** What is in the archive. */
export function Files({ content: { files } }: { readonly content: GalleryContent }) {
  const [selected, setSelected] = useState(-1);
  return (
    <div className="listing-fill">
      <DataGrid
        label={texts.parts.files}
        rows={files}
        columns={fileColumns}
        selected={selected}
        onSelect={setSelected}
      />
    </div>
  );
}

interface ForeignTextProps {
  readonly label: string;
  readonly text: string | null;
  readonly none: string;
}

/** Foreign Markdown below the name of the listing. */
export function ForeignText({ label, text, none }: ForeignTextProps) {
  if (text === null || text.trim() === '') return <p className="listing-none dim">{none}</p>;
  return (
    <div className="listing-fill">
      <Markdown label={label} text={text} below={2} />
    </div>
  );
}
