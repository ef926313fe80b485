import { importTexts } from '../../texts/import.ts';

interface TakeBoxProps {
  /** Name of what is taken. */
  readonly name: string;
  readonly checked: boolean;
  onChange(): void;
}

/**
 * The box that takes something of a table of thousands. The browser's own: the kit's costs as much as the rest of a row. The
 * keyboard reaches it through the table (Space).
 */
export function TakeBox({ name, checked, onChange }: TakeBoxProps) {
  return (
    <input
      type="checkbox"
      className="take-box"
      aria-label={importTexts.takeOne(name)}
      checked={checked}
      onChange={onChange}
      tabIndex={-1}
    />
  );
}
