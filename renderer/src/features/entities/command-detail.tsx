import { Alert, Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { Operation } from '../../components/operation.tsx';
import { IconAlertTriangle, IconFileCode, IconFileText, IconPlayerPlay } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { entitiesTexts as texts } from '../../texts/entities.ts';
import { Fact } from './facts.tsx';
import type { CommandRow } from './model.ts';
import { descriptionOf, openCommandCode, openOperation, prepareCommand } from './open.ts';

interface Param {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly default: string;
  readonly description: string;
}

const words = texts.paramColumns;
const columns: readonly GridColumn<Param>[] = [
  {
    id: 'name',
    title: words.name,
    width: 'minmax(120px, 1fr)',
    cell: ({ name }) => <span className="mono">{visibleText(name)}</span>,
  },
  { id: 'type', title: words.type, width: '120px', cell: ({ type }) => visibleText(type) },
  {
    id: 'required',
    title: words.required,
    width: '70px',
    cell: ({ required }) => (required ? texts.nullable : <span className="dim">{texts.none}</span>),
  },
  {
    id: 'default',
    title: words.default,
    width: 'minmax(80px, 0.6fr)',
    cell: (param) => <span className="mono">{visibleText(param.default)}</span>,
  },
  {
    id: 'description',
    title: words.description,
    width: 'minmax(140px, 2fr)',
    cell: ({ description }) => <span className="dim">{visibleText(description)}</span>,
  },
];

function paramsOf([, { params, paramSchema }]: CommandRow): readonly Param[] {
  return params.map((name) => {
    const schema = paramSchema !== undefined && Object.hasOwn(paramSchema, name) ? paramSchema[name] : undefined;
    const choices = schema?.enum === undefined ? '' : ` (${schema.enum.join(', ')})`;
    return {
      name,
      type: `${schema?.type ?? texts.none}${choices}`,
      required: schema?.required === true,
      default: schema?.default === undefined ? '' : JSON.stringify(schema.default),
      description: schema?.description ?? '',
    };
  });
}

interface CommandDetailProps {
  readonly detail: ConnectorDetail;
  readonly row: CommandRow;
}

/** A command in full: what it does, takes and gives. */
export function CommandDetail({ detail, row }: CommandDetailProps) {
  const [selected, setSelected] = useState(-1);
  const [name, command] = row;
  const params = paramsOf(row);
  const description = descriptionOf(detail);
  const { operation } = command;
  return (
    <article className="entity-detail" aria-label={name}>
      <h2 className="mono">{name}</h2>
      <Group gap={6}>
        <Button leftSection={<IconPlayerPlay size={13} aria-hidden />} onClick={() => prepareCommand(detail.id, name)}>
          {texts.actions.run}
        </Button>
        <Button
          variant="default"
          leftSection={<IconFileCode size={13} aria-hidden />}
          onClick={() => openCommandCode(detail, name)}
        >
          {texts.actions.code}
        </Button>
        {description === undefined || operation === undefined ? null : (
          <Button
            variant="default"
            leftSection={<IconFileText size={13} aria-hidden />}
            onClick={() => void openOperation(detail.id, description, operation)}
          >
            {texts.actions.description}
          </Button>
        )}
      </Group>
      {command.deprecated === true ? (
        <Alert color="orange" icon={<IconAlertTriangle size={16} />} title={texts.deprecated} p="xs">
          {visibleText(command.deprecatedMessage ?? '')}
        </Alert>
      ) : null}
      {command.description === undefined ? null : <p className="entity-text">{visibleText(command.description)}</p>}
      <dl className="facts-list">
        <Fact title={texts.facts.operation}>
          {operation === undefined ? null : <Operation operation={operation} />}
        </Fact>
        <Fact title={texts.facts.effect}>{command.sideEffect ? texts.writes : texts.reads}</Fact>
        <Fact title={texts.facts.capability}>
          <span className="mono">{command.capability ?? texts.none}</span>
        </Fact>
        <Fact title={texts.facts.outputs}>
          <span className="mono">{(command.outputs ?? []).map(visibleText).join(', ') || texts.none}</span>
        </Fact>
        <Fact title={texts.facts.since}>{command.addedInVersion}</Fact>
      </dl>
      <h3>{texts.params}</h3>
      {params.length === 0 ? (
        <p className="dim">{texts.noParams}</p>
      ) : (
        <div className="entity-fields">
          <DataGrid label={texts.params} rows={params} columns={columns} selected={selected} onSelect={setSelected} />
        </div>
      )}
    </article>
  );
}
