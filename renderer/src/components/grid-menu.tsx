import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { kitTexts } from '../texts/kit.ts';
import type { GridColumn } from './grid-column.ts';
import { emptyLayout, isShown, withShown } from './grid-layout.ts';
import type { GridLayoutState } from './use-grid-layout.ts';

/** A place of the window, px. */
export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

interface FloatingMenuProps extends MenuPlace {
  readonly label: string;
  readonly children: ReactNode;
  onClose(): void;
}

/** A menu where the pointer or the row is; the focus goes back to where it was. */
export function FloatingMenu({ x, y, label, children, onClose }: FloatingMenuProps) {
  return (
    <Menu
      opened
      onChange={(opened) => !opened && onClose()}
      position="bottom-start"
      offset={2}
      returnFocus
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={label}
          className="floating-menu-anchor"
          style={{ left: x, top: y }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={label}>{children}</Menu.Dropdown>
    </Menu>
  );
}

interface ColumnItemsProps<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly layout: GridLayoutState;
}

/** The items that show and hide the columns of a grid. */
export function ColumnItems<Row>({ columns, layout }: ColumnItemsProps<Row>) {
  const shown = columns.filter((column) => isShown(layout.layout, column));
  return (
    <>
      <Menu.Label>{kitTexts.grid.columns}</Menu.Label>
      {columns.map((column) => {
        const checked = shown.includes(column);
        return (
          <Menu.CheckboxItem
            key={column.id}
            closeMenuOnClick={false}
            checked={checked}
            disabled={checked && shown.length === 1}
            onChange={(on) => layout.change((now) => withShown(now, column.id, on))}
          >
            {column.title}
          </Menu.CheckboxItem>
        );
      })}
      <Menu.Divider />
      <Menu.Item onClick={() => layout.change(() => emptyLayout)}>{kitTexts.grid.reset}</Menu.Item>
    </>
  );
}
