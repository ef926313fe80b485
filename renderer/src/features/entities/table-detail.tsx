import { Button, Group } from '@mantine/core';
import type { Entity } from '../../../../shared/connector/manifest.ts';
import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import { Operation } from '../../components/operation.tsx';
import { PaginationBadge } from '../../components/pagination-badge.tsx';
import { IconFileCode, IconFileText, IconPlayerPlay, IconPlugConnected } from '../../icons.ts';
import { formatPlural, formatTime } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { entitiesTexts as texts } from '../../texts/entities.ts';
import { paginationDetail } from '../import/pagination.ts';
import { useProbe, verdictOf } from '../probe/store.ts';
import { proofOf } from '../probe/verdict.ts';
import { VerdictBadge } from '../probe/verdict-badge.tsx';
import { openDialog } from '../workbench/dialogs.ts';
import { Fact } from './facts.tsx';
import { FieldGrid } from './field-grid.tsx';
import { childrenOf } from './model.ts';
import { descriptionOf, openOperation, openTableCode, previewRows } from './open.ts';
import { changeLook } from './store.ts';

const words = texts.facts;

interface TableLinkProps {
  readonly connector: string;
  readonly name: string;
}

function TableLink({ connector, name }: TableLinkProps) {
  return (
    <button type="button" className="entity-link" onClick={() => changeLook(connector, { entity: name })}>
      {visibleText(name)}
    </button>
  );
}

function Proof({ connector, entity }: { readonly connector: string; readonly entity: Entity }) {
  const seen = useProbe((state) => verdictOf(state.verdicts, connector, entity.name));
  const proof = proofOf(entity, seen);
  if (proof === undefined)
    return <span className="dim">{entity.pagination.kind === 'unproven' ? texts.unproven : texts.never}</span>;
  return (
    <>
      <VerdictBadge verdict={proof.verdict} /> {visibleText(proof.note)}
      {seen === undefined && entity.proof ? <span className="dim"> {formatTime(entity.proof.at)}</span> : null}
    </>
  );
}

interface TableDetailProps {
  readonly detail: ConnectorDetail;
  readonly entity: Entity;
}

function Actions({ detail, entity }: TableDetailProps) {
  const { id } = detail;
  const description = descriptionOf(detail);
  const { actions } = texts;
  return (
    <Group gap={6}>
      <Button leftSection={<IconPlayerPlay size={13} aria-hidden />} onClick={() => previewRows(id, entity.name)}>
        {actions.preview}
      </Button>
      <Button
        variant="default"
        leftSection={<IconPlugConnected size={13} aria-hidden />}
        onClick={() => openDialog({ kind: 'probe', connector: id, entities: [entity.name] })}
      >
        {actions.probe}
      </Button>
      <Button
        variant="default"
        leftSection={<IconFileCode size={13} aria-hidden />}
        onClick={() => openTableCode(detail, entity.name)}
      >
        {actions.code}
      </Button>
      {description === undefined ? null : (
        <Button
          variant="default"
          leftSection={<IconFileText size={13} aria-hidden />}
          onClick={() => void openOperation(id, description, entity.operation)}
        >
          {actions.description}
        </Button>
      )}
    </Group>
  );
}

/** A table in full: how it is read, what is proven of that, its fields. */
export function TableDetail({ detail, entity }: TableDetailProps) {
  const { id, manifest } = detail;
  const { parent, incremental, pagination, rows } = entity;
  const children = childrenOf(manifest?.entities ?? [], entity.name);
  return (
    <article className="entity-detail" aria-label={visibleText(entity.name)}>
      <h2>
        {visibleText(entity.name)} <span className="dim">{visibleText(entity.title)}</span>
      </h2>
      <Actions detail={detail} entity={entity} />
      <dl className="facts-list">
        <Fact title={words.operation}>
          <Operation operation={entity.operation} />
        </Fact>
        <Fact title={words.server}>
          {entity.server === undefined ? null : <span className="mono">{visibleText(entity.server)}</span>}
        </Fact>
        <Fact title={words.records}>
          <span className="mono">{visibleText(entity.records)}</span>
          {rows === undefined ? null : <span className="dim"> {texts[rows]}</span>}
        </Fact>
        <Fact title={words.key}>
          <span className="mono">{entity.primaryKey.map(visibleText).join(', ') || texts.none}</span>
        </Fact>
        <Fact title={words.pagination}>
          <PaginationBadge pagination={pagination} />{' '}
          <span className="mono dim">{visibleText(paginationDetail(pagination))}</span>
        </Fact>
        <Fact title={words.proof}>
          <Proof connector={id} entity={entity} />
        </Fact>
        <Fact title={words.incremental}>
          {incremental === undefined ? null : (
            <span className="mono">{visibleText(texts.incremental(incremental.param, incremental.field))}</span>
          )}
        </Fact>
        <Fact title={words.parent}>
          {parent === undefined ? null : (
            <>
              <TableLink connector={id} name={parent.entity} />{' '}
              <span className="dim">
                {Object.entries(parent.bindings)
                  .map(([param, field]) => visibleText(texts.binding(param, field)))
                  .join(', ')}
              </span>
            </>
          )}
        </Fact>
        <Fact title={words.children}>
          {children.length === 0 ? null : children.map((name) => <TableLink key={name} connector={id} name={name} />)}
        </Fact>
      </dl>
      <h3>{formatPlural(entity.fields.length, texts.field)}</h3>
      <FieldGrid key={entity.name} connector={id} entity={entity} />
    </article>
  );
}
