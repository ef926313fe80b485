import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '../../icons.ts';
import { formatCount } from '../../lib/format.ts';

interface ChoiceBarProps {
  /** What is listed, e.g. `entities`. */
  readonly what: string;
  readonly filter: string;
  readonly shown: number;
  readonly total: number;
  onFilter(text: string): void;
  /** Chooses all that are shown, or none of them. */
  onAll(chosen: boolean): void;
}

/** The filter of a list, and the buttons that choose what it shows. */
export function ChoiceBar({ what, filter, shown, total, onFilter, onAll }: ChoiceBarProps) {
  return (
    <div className="choice-bar">
      <TextInput
        aria-label={`Filter ${what}`}
        placeholder={`Filter ${what}`}
        leftSection={<IconSearch size={13} aria-hidden />}
        value={filter}
        onChange={(event) => onFilter(event.currentTarget.value)}
        w={240}
      />
      <span className="dim">{shown === total ? '' : `${formatCount(shown)} of ${formatCount(total)}`}</span>
      <span className="grow" />
      <Button variant="default" size="compact-sm" onClick={() => onAll(true)}>
        Select all
      </Button>
      <Button variant="default" size="compact-sm" onClick={() => onAll(false)}>
        Select none
      </Button>
    </div>
  );
}
