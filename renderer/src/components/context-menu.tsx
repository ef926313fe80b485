import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Point } from './tree-view.tsx';

/** One line of a menu, or a line between two groups. */
export type MenuEntry =
  | 'divider'
  | {
      readonly label: string;
      readonly icon?: ReactNode;
      /** Keys as people read them. */
      readonly keys?: string;
      readonly danger?: boolean;
      readonly disabled?: boolean;
      run(): void;
    };

interface ContextMenuProps {
  readonly label: string;
  /** Where it opens; null while it is closed. */
  readonly at: Point | null;
  readonly entries: readonly MenuEntry[];
  onClose(): void;
}

/** A menu at a place of the window, for a right click and for the menu key. */
export function ContextMenu({ label, at, entries, onClose }: ContextMenuProps) {
  if (at === null) return null;
  return (
    <Menu opened onClose={onClose} position="bottom-start" offset={2} width={230} returnFocus trapFocus>
      <Menu.Target>
        <span aria-hidden className="menu-place" style={{ left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={label}>
        {entries.map((entry, index) =>
          entry === 'divider' ? (
            // A line has no name; its place is all there is to tell it from others.
            <Menu.Divider key={`divider ${String(index)}`} />
          ) : (
            <Menu.Item
              key={entry.label}
              leftSection={entry.icon}
              rightSection={entry.keys ? <kbd>{entry.keys}</kbd> : undefined}
              disabled={entry.disabled ?? false}
              {...(entry.danger ? { className: 'menu-danger' } : {})}
              onClick={entry.run}
            >
              {entry.label}
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
