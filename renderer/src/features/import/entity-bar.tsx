import { Button, Select, TextInput } from '@mantine/core';
import type { Ref } from 'react';
import { IconSearch } from '../../icons.ts';
import { formatCount } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { importTexts as texts } from '../../texts/import.ts';
import type { EntityFilter, EntitySort, EntitySummary, tagsOf } from './entity-rows.ts';
import { changeFilter } from './review-store.ts';
import { lowConfidence, percent } from './values.ts';

const sorts = (['found', 'name', 'operation', 'pagination', 'confidence'] as const satisfies EntitySort[]).map(
  (value) => ({ value, label: texts.sorts[value] }),
);

interface ToggleProps {
  readonly label: string;
  readonly count: number;
  readonly on: boolean;
  onToggle(): void;
}

function Toggle({ label, count, on, onToggle }: ToggleProps) {
  return (
    <Button
      variant={on ? 'filled' : 'default'}
      size="compact-sm"
      aria-pressed={on}
      disabled={count === 0 && !on}
      onClick={onToggle}
    >
      {label} {formatCount(count)}
    </Button>
  );
}

interface EntityBarProps {
  readonly filter: EntityFilter;
  readonly summary: EntitySummary;
  readonly tags: ReturnType<typeof tagsOf>;
  readonly shown: number;
  readonly searchRef: Ref<HTMLInputElement>;
  /** Chooses all that are shown, or none of them. */
  onAll(chosen: boolean): void;
}

/** What of the entities is on view, in which order, and the buttons that choose it all. */
export function EntityBar({ filter, summary, tags, shown, searchRef, onAll }: EntityBarProps) {
  return (
    <div className="choice-bar">
      <TextInput
        ref={searchRef}
        aria-label={texts.searchEntities}
        placeholder={texts.search}
        leftSection={<IconSearch size={13} aria-hidden />}
        value={filter.text}
        onChange={(event) => changeFilter({ text: event.currentTarget.value })}
        w={150}
      />
      <Toggle
        label={texts.unproven}
        count={summary.unproven}
        on={filter.unproven}
        onToggle={() => changeFilter({ unproven: !filter.unproven })}
      />
      <Toggle
        label={texts.under(percent(lowConfidence))}
        count={summary.low}
        on={filter.low}
        onToggle={() => changeFilter({ low: !filter.low })}
      />
      <Toggle
        label={texts.setByYou}
        count={summary.set}
        on={filter.set}
        onToggle={() => changeFilter({ set: !filter.set })}
      />
      {tags.length > 1 ? (
        <Select
          aria-label={texts.tag}
          placeholder={texts.anyTag}
          clearable
          searchable
          w={120}
          data={tags.map(({ tag, count }) => ({ value: tag, label: `${visibleText(tag)} (${count})` }))}
          value={filter.tag}
          onChange={(tag) => changeFilter({ tag })}
        />
      ) : null}
      <Select
        aria-label={texts.order}
        w={130}
        data={sorts}
        value={filter.sort}
        onChange={(value) => changeFilter({ sort: sorts.find((one) => one.value === value)?.value ?? 'found' })}
      />
      <span className="grow" />
      <span className="dim" role="status">
        {shown === summary.all ? '' : texts.shown(formatCount(shown), formatCount(summary.all))}
      </span>
      <Button.Group>
        <Button variant="default" size="compact-sm" aria-label={texts.selectAll} onClick={() => onAll(true)}>
          {texts.all}
        </Button>
        <Button variant="default" size="compact-sm" aria-label={texts.selectNone} onClick={() => onAll(false)}>
          {texts.noneOfThem}
        </Button>
      </Button.Group>
    </div>
  );
}
