import { ActionIcon, Select, Tooltip } from '@mantine/core';
import type { DragEvent } from 'react';
import type { InstallForm } from '../../../../shared/connector/install-form.ts';
import type { Impact } from '../../../../shared/contract/publication.ts';
import type { Failure } from '../../../../shared/result.ts';
import { IconChevronDown, IconChevronUp, IconGripVertical, IconX } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { installsTexts as texts } from '../../texts/publish.ts';
import { InstallFields } from '../tenants/install-fields.tsx';
import { firstInstall, type InstallSecrets } from '../tenants/install-form.ts';
import { ImpactNote } from './impact-note.tsx';
import type { InstallRow } from './model.ts';

export interface InstallItemProps {
  readonly row: InstallRow;
  readonly tenantName: string;
  readonly place: number;
  readonly count: number;
  readonly target: string;
  readonly impact: Impact | undefined;
  readonly version: string;
  readonly form: InstallForm;
  readonly secrets: InstallSecrets;
  readonly problem: Failure | null;
  onChange(change: Partial<InstallRow>): void;
  onSecrets(secrets: InstallSecrets): void;
  onMove(to: number): void;
  onRemove(): void;
  onDragStart(): void;
  onDrop(): void;
}

function Tools({ tenant, place, count, onMove, onRemove }: ToolsProps) {
  return (
    <span className="install-tools">
      <ActionIcon aria-label={texts.up(tenant)} disabled={place === 0} onClick={() => onMove(place - 1)}>
        <IconChevronUp size={14} />
      </ActionIcon>
      <ActionIcon aria-label={texts.down(tenant)} disabled={place === count - 1} onClick={() => onMove(place + 1)}>
        <IconChevronDown size={14} />
      </ActionIcon>
      <ActionIcon aria-label={texts.remove(tenant)} onClick={onRemove}>
        <IconX size={14} />
      </ActionIcon>
    </span>
  );
}

interface ToolsProps extends Pick<InstallItemProps, 'place' | 'count' | 'onMove' | 'onRemove'> {
  readonly tenant: string;
}

/** A tenant to install into: what is done there, what that means, and what the installation asks for. */
export function InstallItem(props: InstallItemProps) {
  const { row, place, count, target, impact, version, form, secrets, problem, onChange, onSecrets } = props;
  const tenant = visibleText(props.tenantName);
  const choices = [
    { value: 'new', label: texts.install },
    ...(impact?.instances ?? []).map((one) => ({
      value: one.id,
      label: texts.upgrade(visibleText(one.name), visibleText(one.version ?? texts.unknownVersion)),
    })),
  ];
  const over = (event: DragEvent) => event.preventDefault();
  const drop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    props.onDrop();
  };
  return (
    <li className="install-item" {...{ onDragOver: over, onDrop: drop }}>
      <div className="install-head">
        <Tooltip label={texts.drag}>
          <span className="install-grip" aria-hidden {...{ draggable: true, onDragStart: props.onDragStart }}>
            <IconGripVertical size={14} />
          </span>
        </Tooltip>
        <span className="dim">{texts.position(place + 1, count)}</span>
        <strong className="grow ellipsis">{tenant}</strong>
        <Select
          aria-label={texts.what(tenant)}
          data={choices}
          value={target}
          disabled={impact === undefined}
          w={260}
          onChange={(choice) => choice !== null && onChange({ target: choice })}
        />
        <Tools tenant={tenant} place={place} count={count} onMove={props.onMove} onRemove={props.onRemove} />
      </div>
      <ImpactNote impact={impact} target={target} version={version} />
      {target === 'new' ? (
        <InstallFields
          form={form}
          values={row.values ?? firstInstall(form)}
          secrets={secrets}
          problem={problem}
          onValues={(values) => onChange({ values })}
          onSecrets={onSecrets}
        />
      ) : null}
      {problem === null ? null : (
        <p className="tone-error" role="alert">
          {visibleText(problem.message)}
        </p>
      )}
    </li>
  );
}
