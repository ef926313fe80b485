import { type ComboboxRenderPillInput, Pill } from '@mantine/core';
import { visibleText } from '../lib/text.ts';

/** A text among several in one field; whatever it holds is seen. */
export const textPill = ({ value = '', onRemove, disabled = false }: ComboboxRenderPillInput) => (
  <Pill withRemoveButton={!disabled} disabled={disabled} {...(onRemove ? { onRemove } : {})}>
    {visibleText(value)}
  </Pill>
);
