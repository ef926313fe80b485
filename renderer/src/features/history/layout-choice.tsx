import { SegmentedControl } from '@mantine/core';
import { z } from 'zod';
import { create } from 'zustand';
import { readStored, writeStored } from '../../lib/storage.ts';
import { historyTexts } from '../../texts/history.ts';

const key = 'history.inline';

/** Whether comparisons show one text or two; for all of them, and remembered. */
const useInlineStore = create<{ readonly inline: boolean }>(() => ({ inline: readStored(key, z.boolean(), false) }));

export const useInline = (): boolean => useInlineStore((state) => state.inline);

/** The choice between two texts side by side and one. */
export function LayoutChoice() {
  const inline = useInline();
  return (
    <SegmentedControl
      aria-label={historyTexts.layout}
      data={[
        { value: 'sides', label: historyTexts.sideBySide },
        { value: 'inline', label: historyTexts.inline },
      ]}
      value={inline ? 'inline' : 'sides'}
      onChange={(value) => {
        useInlineStore.setState({ inline: value === 'inline' });
        writeStored(key, value === 'inline');
      }}
    />
  );
}
