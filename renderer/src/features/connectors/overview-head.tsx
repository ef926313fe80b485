import { Badge, Button, Group } from '@mantine/core';
import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import { IconAdjustments, IconFileImport, IconTrash, IconUpload } from '../../icons.ts';
import { formatTime } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { manifestTexts } from '../../texts/manifest.ts';
import { overviewTexts as texts } from '../../texts/overview.ts';
import { showTab } from '../editor/store.ts';
import { openDialog } from '../workbench/dialogs.ts';
import { Logo } from './logo.tsx';

/** What a connector is: its logo, its name, what it does, and what can be done with the whole of it. */
export function OverviewHead({ detail }: { readonly detail: ConnectorDetail }) {
  const { id, manifest } = detail;
  return (
    <header className="overview-head">
      <Logo detail={detail} />
      <div className="grow">
        <h2 className="overview-title">
          {visibleText(detail.name)} <span className="mono dim">{id}</span>
        </h2>
        <p className="overview-text">{visibleText(detail.description) || texts.noDescription}</p>
      </div>
      <Group gap={6} className="overview-actions">
        <Button
          variant="default"
          leftSection={<IconAdjustments size={13} />}
          disabled={manifest === null}
          onClick={() => openDialog({ kind: 'manifest', connector: id })}
        >
          {texts.edit}
        </Button>
        <Button
          variant="default"
          leftSection={<IconFileImport size={13} />}
          onClick={() => openDialog({ kind: 'import', connector: id })}
        >
          {texts.importAgain}
        </Button>
        <Button
          variant="default"
          leftSection={<IconUpload size={13} />}
          onClick={() => showTab({ kind: 'publish', connector: id })}
        >
          {texts.publish}
        </Button>
        <Button
          variant="default"
          color="red"
          leftSection={<IconTrash size={13} />}
          onClick={() => openDialog({ kind: 'remove', connector: id })}
        >
          {texts.remove}
        </Button>
      </Group>
    </header>
  );
}

/** What connector.json says of the connector, in a row of facts. */
export function OverviewFacts({ detail }: { readonly detail: ConnectorDetail }) {
  const { manifest } = detail;
  const words = texts.facts;
  return (
    <dl className="facts">
      <div>
        <dt>{words.version}</dt>
        <dd>{detail.version}</dd>
      </div>
      <div>
        <dt>{words.revision}</dt>
        <dd>{words.revisionAt(detail.revision, formatTime(detail.updatedAt))}</dd>
      </div>
      {manifest === null ? null : (
        <>
          <div>
            <dt>{words.kind}</dt>
            <dd>{manifestTexts.kinds[manifest.kind]}</dd>
          </div>
          <div>
            <dt>{words.runsAs}</dt>
            <dd>{manifestTexts.executionModels[manifest.executionModel]}</dd>
          </div>
          <div>
            <dt>{words.category}</dt>
            <dd>{visibleText(manifest.category ?? '') || words.none}</dd>
          </div>
          {manifest.tags === undefined || manifest.tags.length === 0 ? null : (
            <div>
              <dt>{words.tags}</dt>
              <dd>
                {manifest.tags.map((tag) => (
                  <Badge key={tag} color="gray" className="badge-gray" mr={4}>
                    {visibleText(tag)}
                  </Badge>
                ))}
              </dd>
            </div>
          )}
          <div>
            <dt>{words.authentication}</dt>
            <dd>{manifest.authentication.map((one) => visibleText(one.name)).join(', ')}</dd>
          </div>
          <div>
            <dt>{words.hosts}</dt>
            <dd className="mono">{manifest.hosts.map(visibleText).join(', ') || words.noHosts}</dd>
          </div>
        </>
      )}
    </dl>
  );
}
