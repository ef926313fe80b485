import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ImportReport } from '../../../../shared/import/report.ts';
import { importTexts as texts } from '../../texts/import.ts';
import { nameProblem } from './review.ts';
import { setValue, useReview } from './review-store.ts';

interface NameFieldProps {
  /** Name of the entity as it was found. */
  readonly entity: string;
  readonly report: ImportReport;
  /** Within a row of the table: small, focused, and gone when done. */
  readonly inline?: boolean;
  /** Called when typing has ended. */
  onDone?(): void;
}

/** The name of a table. A name that cannot be is said so and not taken; Escape gives up. */
export function NameField({ entity, report, inline = false, onDone }: NameFieldProps) {
  const corrections = useReview((state) => state.review.corrections);
  const [name, setName] = useState(corrections.get(entity)?.name ?? entity);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (inline) field.current?.select();
  }, [inline]);
  const problem = nameProblem(name, entity, report, corrections);
  const take = (): void => {
    if (problem === undefined) setValue(entity, 'name', name === entity ? undefined : name);
    onDone?.();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys typed here are neither the table's nor the dialog's.
    event.stopPropagation();
    if (event.key === 'Enter') {
      event.preventDefault();
      if (problem === undefined) take();
    } else if (event.key === 'Escape') {
      setName(corrections.get(entity)?.name ?? entity);
      onDone?.();
    }
  };
  return (
    <TextInput
      ref={field}
      {...(inline ? { className: 'name-inline', title: problem ?? '' } : { label: texts.tableName })}
      aria-label={inline ? texts.nameOfTable(entity) : undefined}
      value={name}
      error={inline ? problem !== undefined : problem}
      spellCheck={false}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={onKeyDown}
    />
  );
}
