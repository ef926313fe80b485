import { ActionIcon, TextInput } from '@mantine/core';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import {
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconChevronDown,
  IconChevronUp,
  IconSearch,
  IconSortAZ,
} from '../icons.ts';
import { formatCount } from '../lib/format.ts';
import { kitTexts } from '../texts/kit.ts';
import type { JsonSearch } from './use-json-search.ts';

interface ToolbarProps {
  readonly search: JsonSearch;
  readonly sorted: boolean;
  readonly inputRef: Ref<HTMLInputElement>;
  onText(text: string): void;
  onMove(step: 1 | -1): void;
  onExpand(): void;
  onCollapse(): void;
  onSort(sorted: boolean): void;
  /** Escape in the search: back to the tree. */
  onLeave(): void;
}

const texts = kitTexts.json;

function Tool(props: {
  readonly label: string;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly children: ReactNode;
  onClick(): void;
}) {
  return (
    // The title of the platform: five tooltips of the kit would take longer to build than the tree.
    <ActionIcon
      aria-label={props.label}
      title={props.label}
      aria-pressed={props.pressed}
      variant={props.pressed ? 'light' : 'subtle'}
      disabled={props.disabled ?? false}
      onClick={props.onClick}
    >
      {props.children}
    </ActionIcon>
  );
}

/** Search, unfolding and order of a JSON tree. */
export function JsonToolbar(props: ToolbarProps) {
  const { search, sorted, inputRef, onText, onMove, onExpand, onCollapse, onSort, onLeave } = props;
  const { text, offsets, at, isCut } = search;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === 'F3') onMove(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      onText('');
      onLeave();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const none = offsets.length === 0;
  return (
    <div className="json-bar" role="toolbar" aria-label={texts.toolbar}>
      <TextInput
        ref={inputRef}
        className="json-search"
        aria-label={texts.search}
        placeholder={texts.search}
        leftSection={<IconSearch size={12} aria-hidden />}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span className="json-count" role="status">
        {text === ''
          ? ''
          : none
            ? texts.none
            : texts.count(formatCount(at + 1), `${formatCount(offsets.length)}${isCut ? '+' : ''}`)}
      </span>
      <Tool label={texts.previous} disabled={none} onClick={() => onMove(-1)}>
        <IconChevronUp size={13} />
      </Tool>
      <Tool label={texts.next} disabled={none} onClick={() => onMove(1)}>
        <IconChevronDown size={13} />
      </Tool>
      <span className="grow" />
      <Tool label={texts.sort} pressed={sorted} onClick={() => onSort(!sorted)}>
        <IconSortAZ size={13} />
      </Tool>
      <Tool label={texts.expand} onClick={onExpand}>
        <IconArrowsMaximize size={13} />
      </Tool>
      <Tool label={texts.collapse} onClick={onCollapse}>
        <IconArrowsMinimize size={13} />
      </Tool>
    </div>
  );
}
