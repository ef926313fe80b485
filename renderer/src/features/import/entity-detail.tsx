import { Badge } from '@mantine/core';
import type { Ref } from 'react';
import type { ImportReport, ReportEntity } from '../../../../shared/import/report.ts';
import { Operation } from '../../components/operation.tsx';
import { visibleText } from '../../lib/text.ts';
import { counted } from '../../texts/counted.ts';
import { importTexts as texts } from '../../texts/import.ts';
import { DetailPanel } from './detail-panel.tsx';
import type { EntityRow } from './entity-rows.ts';
import { EvidenceNote } from './evidence-note.tsx';
import type { EntityColumn } from './review-store.ts';
import { SourcePlace } from './source-place.tsx';
import { ValueEditor } from './value-editor.tsx';
import { type CorrectableField, provenanceOf } from './values.ts';

const titles = texts.topics satisfies Readonly<Record<CorrectableField | 'operation' | 'fields', string>>;

type Topic = keyof typeof titles;
const isTopic = (column: string): column is Topic => Object.hasOwn(titles, column);

/** What a column is about: `sure` leads to the weakest finding. */
function topicOf(column: EntityColumn, found: ReportEntity): Topic {
  if (column !== 'sure') return column === 'take' ? 'name' : column;
  const weakest = [...found.evidence].sort((a, b) => a.confidence - b.confidence)[0];
  return weakest && isTopic(weakest.field) ? weakest.field : 'pagination';
}

/** The place of a value: where its evidence lies, else that of another value of the same operation. */
const pointerOf = (found: ReportEntity, topic: Topic): string =>
  (found.evidence.find((one) => one.field === topic) ?? found.evidence.find((one) => one.field === 'pagination'))
    ?.pointer ?? '#';

function Fields({ entity }: { readonly entity: ReportEntity }) {
  if (entity.fields.length === 0) return <p className="dim">{texts.noFields}</p>;
  return (
    <ul className="field-list">
      {entity.fields.map((field) => (
        <li key={field.name}>
          <span className="mono">{visibleText(field.name)}</span>
          <span className="dim">
            {field.type}
            {field.nullable ? texts.canBeNull : ''}
            {field.relation ? texts.keyOf(visibleText(field.relation.entity)) : ''}
            {field.file ? texts.fileAddress : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}

function OperationFacts({ entity }: { readonly entity: ReportEntity }) {
  return (
    <dl className="facts-list">
      <dt>{texts.request}</dt>
      <dd>
        <Operation operation={entity.operation} />
      </dd>
      {entity.server === undefined ? null : (
        <>
          <dt>{texts.server}</dt>
          <dd className="mono">{visibleText(entity.server)}</dd>
        </>
      )}
      {entity.auth === undefined ? null : (
        <>
          <dt>{texts.takes}</dt>
          <dd>{entity.auth.map(visibleText).join(', ') || texts.noCredentials}</dd>
        </>
      )}
      <dt>{texts.filters}</dt>
      <dd className="mono">{entity.params.map((one) => visibleText(one.name)).join(', ') || '–'}</dd>
      {entity.tags === undefined ? null : (
        <>
          <dt>{texts.tags}</dt>
          <dd>
            {entity.tags.map((tag) => (
              <Badge key={tag} color="gray" className="badge-gray" mr={4}>
                {visibleText(tag)}
              </Badge>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}

interface EntityDetailProps {
  readonly row: EntityRow;
  readonly column: EntityColumn;
  readonly report: ImportReport;
  readonly importId: string;
  readonly focusRef: Ref<HTMLElement>;
  onClose(): void;
}

/** One value of an entity: what it is and to set it, why it was found, and where that stands in the source. */
export function EntityDetail({ row, column, report, importId, focusRef, onClose }: EntityDetailProps) {
  const { found, shown } = row;
  const topic = topicOf(column, found);
  const isValue = topic !== 'operation' && topic !== 'fields';
  const provenance = isValue ? provenanceOf(found, undefined, topic) : undefined;
  return (
    <DetailPanel
      title={
        <>
          {visibleText(shown.name)} <span className="dim">{texts.topic(titles[topic])}</span>
        </>
      }
      focusRef={focusRef}
      onClose={onClose}
    >
      {topic === 'operation' ? <OperationFacts entity={found} /> : null}
      {topic === 'fields' ? (
        <>
          <h4>{counted.fields(found.fields.length)}</h4>
          <Fields entity={found} />
        </>
      ) : null}
      {isValue ? <ValueEditor key={`${found.name} ${topic}`} row={row} field={topic} report={report} /> : null}
      {provenance?.kind === 'rule' ? <EvidenceNote evidence={provenance.evidence} /> : null}
      {isValue && provenance?.kind === 'nothing' && topic !== 'name' ? (
        <p className="dim">{texts.nothingFound}</p>
      ) : null}
      <SourcePlace importId={importId} pointer={pointerOf(found, topic)} />
    </DetailPanel>
  );
}
