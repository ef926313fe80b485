import { Alert, Badge, Button, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import type { GalleryContent, GalleryListing } from '../../../../shared/contract/gallery.ts';
import { attempt } from '../../backend/session.ts';
import { Failed, Loading } from '../../components/states.tsx';
import { IconAlertTriangle, IconPlugConnected } from '../../icons.ts';
import { formatTime } from '../../lib/format.ts';
import type { Loadable } from '../../lib/loadable.ts';
import { visibleText } from '../../lib/text.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { galleryTexts as texts } from '../../texts/gallery.ts';
import '../publish/publish.css';
import { openDialog } from '../workbench/dialogs.ts';
import { ForkForm } from './fork-form.tsx';
import './gallery.css';
import { ListingLogo } from './listing-logo.tsx';
import { Files, ForeignText, type GalleryVersion, May, Versions } from './listing-parts.tsx';
import { priceWords } from './price.ts';
import { PublisherName, ResemblesNote } from './publisher.tsx';

const parts = ['readme', 'may', 'versions', 'changelog', 'files'] as const;
type Part = (typeof parts)[number];
const words = texts.facts;

function Facts({ listing, digest }: { readonly listing: GalleryListing; readonly digest: string | undefined }) {
  const { category, price, kind } = listing;
  return (
    <dl className="facts">
      <div>
        <dt>{words.listing}</dt>
        <dd className="mono">{visibleText(listing.id)}</dd>
      </div>
      <div>
        <dt>{words.publisher}</dt>
        <dd>
          <PublisherName {...listing} />
        </dd>
      </div>
      <div>
        <dt>{words.kind}</dt>
        <dd>{kind === 'saas' || kind === 'hardware' ? texts.kinds[kind] : visibleText(kind)}</dd>
      </div>
      <div>
        <dt>{words.category}</dt>
        <dd>{visibleText(category ?? texts.unknown)}</dd>
      </div>
      <div>
        <dt>{words.price}</dt>
        <dd>{price === null ? texts.noPrice : priceWords(price)}</dd>
      </div>
      <div>
        <dt>{words.updated}</dt>
        <dd>{formatTime(listing.updatedAt)}</dd>
      </div>
      {digest === undefined ? null : (
        <div>
          <dt>{words.digest}</dt>
          <dd className="mono">{visibleText(digest)}</dd>
        </div>
      )}
    </dl>
  );
}

interface ContentProps {
  readonly part: Part;
  readonly listing: GalleryListing;
  readonly content: Loadable<GalleryContent>;
  onRetry(): void;
}

/** A part that stands in the archive of the version. */
function Content({ part, listing, content, onRetry }: ContentProps) {
  if (content.kind === 'loading') return <Loading what={texts.downloading} />;
  if (content.kind === 'failed') return <Failed failure={content.failure} onRetry={onRetry} />;
  const { readme, changelog } = content.value;
  switch (part) {
    case 'readme':
      return <ForeignText label={texts.parts.readme} text={readme} none={texts.noReadme} />;
    case 'changelog':
      return <ForeignText label={texts.parts.changelog} text={changelog} none={texts.noChangelog} />;
    case 'may':
      return <May content={content.value} listing={listing} />;
    case 'files':
      return <Files content={content.value} />;
    case 'versions':
      return null;
  }
}

interface PageProps {
  readonly tenant: string;
  readonly listing: GalleryListing;
  readonly versions: readonly GalleryVersion[];
}

function Page({ tenant, listing, versions }: PageProps) {
  const [part, setPart] = useState<Part>('readme');
  const [chosen, setChosen] = useState(listing.latestVersion);
  const [content, reload] = useLoaded(`${tenant} ${listing.id} ${chosen}`, () =>
    attempt((api) => api.gallery.content({ tenant, listing: listing.id, version: chosen })),
  );
  const name = visibleText(listing.name);
  const ready = content.kind === 'ready' ? content.value : undefined;
  const deprecated = versions.find(({ version }) => version === chosen)?.deprecated ?? null;
  return (
    <section className="listing" aria-label={name}>
      <header className="listing-head">
        <ListingLogo name={name} logo={ready?.logo ?? null} />
        <div className="grow">
          <h2 className="overview-title">
            {name}{' '}
            {listing.status === 'live' ? null : (
              <Badge color="orange" className="badge-orange">
                {visibleText(texts.status(listing.status))}
              </Badge>
            )}
          </h2>
          <p className="overview-text">{visibleText(listing.description)}</p>
        </div>
        <Select
          aria-label={texts.version}
          w={170}
          data={versions.map(({ version }) => ({
            value: version,
            label: version === listing.latestVersion ? texts.newest(visibleText(version)) : visibleText(version),
          }))}
          value={chosen}
          onChange={(version) => version !== null && setChosen(version)}
        />
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={13} aria-hidden />}
          onClick={() => openDialog({ kind: 'install', tenant, listing: listing.id, name, version: chosen })}
        >
          {texts.install}
        </Button>
      </header>
      <ResemblesNote resembles={listing.resembles} />
      {deprecated === null ? null : (
        <Alert
          className="listing-note"
          color="orange"
          icon={<IconAlertTriangle size={16} />}
          title={texts.deprecated(visibleText(chosen))}
        >
          {visibleText(deprecated)}
        </Alert>
      )}
      {ready === undefined ? null : (
        <ForkForm key={ready.digest} tenant={tenant} listing={listing.id} content={ready} />
      )}
      <Facts listing={listing} digest={ready?.digest} />
      <SegmentedControl
        className="listing-tabs"
        aria-label={texts.part}
        value={part}
        data={parts.map((value) => ({ value, label: texts.parts[value] }))}
        onChange={(value) => setPart(parts.find((one) => one === value) ?? 'readme')}
      />
      <div className="listing-part">
        {part === 'versions' ? (
          <Versions versions={versions} shown={chosen} onShow={setChosen} />
        ) : (
          <Content part={part} listing={listing} content={content} onRetry={reload} />
        )}
      </div>
    </section>
  );
}

/** A connector of the gallery: what it is, what it may do, its versions, and the way into the workspace or a tenant. */
export function ListingPage({ tenant, listing }: { readonly tenant: string; readonly listing: string }) {
  const [loaded, reload] = useLoaded(`${tenant} ${listing}`, () =>
    attempt((api) => api.gallery.get({ tenant, listing })),
  );
  if (loaded.kind === 'loading') return <Loading what={texts.reading(visibleText(listing))} />;
  if (loaded.kind === 'failed') return <Failed failure={loaded.failure} onRetry={reload} />;
  return <Page tenant={tenant} {...loaded.value} />;
}
