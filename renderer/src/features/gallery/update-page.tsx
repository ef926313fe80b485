import { Alert, Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { changeKey, type Update } from '../../../../shared/contract/gallery.ts';
import type { Failure } from '../../../../shared/result.ts';
import { attempt } from '../../backend/session.ts';
import { Empty, Failed, Loading } from '../../components/states.tsx';
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from '../../icons.ts';
import { formatPlural } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { useLoaded } from '../../lib/use-loaded.ts';
import { counted } from '../../texts/counted.ts';
import { updateTexts as texts } from '../../texts/gallery.ts';
import '../connectors/overview.css';
import { refreshConnector } from '../connectors/store.ts';
import { showTab } from '../editor/store.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { LevelBadge } from '../publish/changes.tsx';
import '../publish/publish.css';
import { showDone } from '../workbench/toast.ts';
import { PublisherName, ResemblesNote } from './publisher.tsx';

type Available = NonNullable<Update['available']>;

const toggled = (all: ReadonlySet<string>, one: string, isIn: boolean): ReadonlySet<string> => {
  const copy = new Set(all);
  if (isIn) copy.add(one);
  else copy.delete(one);
  return copy;
};

interface ListProps {
  readonly available: Available;
  readonly ticked: ReadonlySet<string>;
  onTick(key: string, ticked: boolean): void;
}

/** Changes after which it may do more than before: each is approved by itself (A32). */
function Approvals({ available, ticked, onTick }: ListProps) {
  const { approvals, changes } = available;
  return (
    <section aria-label={texts.approvals}>
      <div className="overview-section">
        <h3>{texts.approvals}</h3>
        <span className="dim">{approvals.length === 0 ? texts.noApprovals : texts.approvalsHint}</span>
      </div>
      {approvals.length === 0 ? null : (
        <ul className="approvals">
          {approvals.map((key) => (
            <li key={key}>
              <Checkbox
                label={visibleText(changes.find((one) => changeKey(one) === key)?.sentence ?? key)}
                checked={ticked.has(key)}
                onChange={(event) => onTick(key, event.currentTarget.checked)}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Others({ available: { changes, approvals } }: { readonly available: Available }) {
  const others = changes.filter((one) => !approvals.includes(changeKey(one)));
  return (
    <section aria-label={texts.others}>
      <div className="overview-section">
        <h3>{texts.others}</h3>
      </div>
      {others.length === 0 ? (
        <p className="dim">{texts.noOthers}</p>
      ) : (
        <ul className="approvals">
          {others.map((one) => (
            <li key={`${changeKey(one)} ${one.sentence}`}>
              <LevelBadge level={one.level} /> {visibleText(one.sentence)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Files({ available: { files }, ticked, onTick }: ListProps) {
  return (
    <section aria-label={texts.files}>
      <div className="overview-section">
        <h3>{texts.files}</h3>
        <span className="dim">{texts.filesHint}</span>
      </div>
      <ul className="approvals">
        {files.map(({ path, outcome }) => (
          <li key={path}>
            <span className="mono grow">{visibleText(path)}</span>
            <span className={outcome === 'conflict' ? 'tone-warn' : 'dim'}>{texts.outcomes[outcome]}</span>
            {outcome === 'conflict' ? (
              <Checkbox
                label={texts.take(visibleText(path))}
                checked={ticked.has(path)}
                onChange={(event) => onTick(path, event.currentTarget.checked)}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface PageProps {
  readonly connector: string;
  readonly from: string;
  readonly available: Available;
}

function Page({ connector, from, available }: PageProps) {
  const { version, digest, revision, approvals, changelog, deprecated } = available;
  const [approved, setApproved] = useState<ReadonlySet<string>>(new Set());
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const left = approvals.filter((key) => !approved.has(key)).length;
  const apply = async () => {
    setBusy(true);
    setFailure(null);
    const result = await attempt((api) =>
      api.gallery.applyUpdate({
        connector,
        version,
        digest,
        baseRevision: revision,
        approved: [...approved],
        take: [...taken],
      }),
    );
    setBusy(false);
    if (!result.ok) {
      setFailure(result.error);
      return;
    }
    const { changed, conflicts } = result.value;
    await refreshConnector(connector);
    const kept = conflicts.length === 0 ? '' : ` ${texts.kept(counted.files(conflicts.length))}`;
    showDone(changed ? `${texts.applied(version, result.value.revision)}${kept}` : texts.unchanged);
    showTab({ kind: 'overview', connector });
  };
  return (
    <>
      <section className="overview" aria-label={texts.title(visibleText(connector))}>
        <h2 className="overview-title">
          {visibleText(connector)}{' '}
          <span className="dim">{texts.available(visibleText(from), visibleText(version))}</span>{' '}
          <LevelBadge level={available.level} />
        </h2>
        <p className="dim">
          {texts.by} <PublisherName {...available.publisher} />
        </p>
        <ResemblesNote resembles={available.publisher.resembles} />
        {deprecated === null ? null : (
          <Alert color="orange" icon={<IconAlertTriangle size={16} />} title={texts.deprecated(visibleText(version))}>
            {visibleText(deprecated)}
          </Alert>
        )}
        <Approvals
          available={available}
          ticked={approved}
          onTick={(key, ticked) => setApproved((all) => toggled(all, key, ticked))}
        />
        {changelog === null ? null : (
          <section aria-label={texts.changelog}>
            <div className="overview-section">
              <h3>{texts.changelog}</h3>
            </div>
            <div className="update-changelog">
              <Markdown label={texts.changelog} text={changelog} below={3} />
            </div>
          </section>
        )}
        <Others available={available} />
        <Files
          available={available}
          ticked={taken}
          onTick={(path, ticked) => setTaken((all) => toggled(all, path, ticked))}
        />
      </section>
      <footer className="publish-foot">
        {failure === null ? null : (
          <Alert color="red" icon={<IconAlertCircle size={16} />} role="alert" title={texts.notApplied}>
            {visibleText(failure.message)}
          </Alert>
        )}
        <div className="publish-foot-line">
          <p className="grow dim" role="status">
            {left === 0 ? texts.nothingRuns : texts.left(formatPlural(left, texts.approval))}
          </p>
          <Button loading={busy} disabled={left > 0} onClick={() => void apply()}>
            {texts.apply(visibleText(version))}
          </Button>
        </div>
      </footer>
    </>
  );
}

/** A newer version of what a connector was copied from: what asks for an approval first, what else changes, what is kept. */
export function UpdatePage({ connector }: { readonly connector: string }) {
  const [update, reload] = useLoaded(connector, () => attempt((api) => api.gallery.update({ connector })));
  if (update.kind === 'loading') return <Loading what={texts.asking} />;
  if (update.kind === 'failed') return <Failed failure={update.failure} onRetry={reload} />;
  const { origin, available } = update.value;
  if (available === null)
    return (
      <Empty icon={<IconCircleCheck size={28} stroke={1.4} aria-hidden />} title={texts.newest}>
        <p>{texts.newestText(visibleText(origin.listing), visibleText(origin.version))}</p>
        <Button variant="default" onClick={reload}>
          {texts.look}
        </Button>
      </Empty>
    );
  return <Page key={available.digest} connector={connector} from={origin.version} available={available} />;
}
