import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { IconList, IconMaximize, IconSchema, IconZoomIn, IconZoomOut } from '../icons.ts';
import { diagramTexts as texts } from '../texts/schema-diagram.ts';
import { Canvas } from './diagram/canvas.tsx';
import type { DiagramLayout } from './diagram/layout.ts';
import { wordsOf } from './diagram/names.ts';
import { TableList } from './diagram/table-list.tsx';
import type { DiagramTable } from './diagram/tables.ts';
import { useDiagramLayout } from './diagram/use-diagram-layout.ts';
import { useSize } from './diagram/use-size.ts';
import { fitView, type View, zoomView } from './diagram/view.ts';
import './schema-diagram.css';
import { Empty, Failed, Loading } from './states.tsx';

export type { DiagramTable } from './diagram/tables.ts';

interface ToolProps {
  readonly label: string;
  readonly children: ReactNode;
  onClick(): void;
}

function Tool({ label, children, onClick }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

interface SheetProps {
  readonly layout: DiagramLayout;
  readonly labels: ReadonlyMap<string, string>;
  onOpen(name: string): void;
}

/** The diagram itself: all of it, whatever the size of the window, until someone moves it. */
function Sheet({ layout, labels, onOpen }: SheetProps) {
  const { box, size } = useSize();
  const [moved, setMoved] = useState<View | null>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const view = moved ?? fitView(layout, size);
  const latest = useRef(view);
  latest.current = view;
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    // React's wheel listeners are passive: they cannot keep the page from zooming.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const at = element.getBoundingClientRect();
      const now = latest.current;
      const next =
        event.ctrlKey || event.metaKey
          ? zoomView(now, Math.exp(-event.deltaY * 0.0022), { x: event.clientX - at.left, y: event.clientY - at.top })
          : {
              ...now,
              x: now.x - (event.shiftKey ? event.deltaY : event.deltaX),
              y: now.y - (event.shiftKey ? 0 : event.deltaY),
            };
      latest.current = next;
      setMoved(next);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [box]);
  const fit = () => setMoved(null);
  const middle = { x: size.width / 2, y: size.height / 2 };
  return (
    <div className="diagram-frame">
      <Canvas
        {...{ layout, labels, view, size, selected, onOpen }}
        boxRef={box}
        onView={setMoved}
        onFit={fit}
        onSelect={setSelected}
      />
      <div className="diagram-tools">
        <Tool label={texts.zoomOut} onClick={() => setMoved(zoomView(view, 0.8, middle))}>
          <IconZoomOut size={15} />
        </Tool>
        <span className="diagram-scale">{texts.scale(Math.round(view.scale * 100))}</span>
        <Tool label={texts.zoomIn} onClick={() => setMoved(zoomView(view, 1.25, middle))}>
          <IconZoomIn size={15} />
        </Tool>
        <Tool label={texts.fit} onClick={fit}>
          <IconMaximize size={15} />
        </Tool>
      </div>
    </div>
  );
}

interface SchemaDiagramProps {
  readonly tables: readonly DiagramTable[];
  /** Enter or a double click on a table, by name. */
  onOpen(name: string): void;
}

function Diagram({ tables, onOpen, labels }: SchemaDiagramProps & { readonly labels: SheetProps['labels'] }) {
  const layout = useDiagramLayout(tables);
  if (layout.kind === 'loading') return <Loading what={texts.layingOut} />;
  if (layout.kind === 'failed') return <Failed failure={layout.failure} />;
  return <Sheet layout={layout.value} labels={labels} onOpen={onOpen} />;
}

/**
 * Tables as boxes with their fields, relations as lines between them; any number of tables. Drag or wheel moves the sheet,
 * Ctrl and wheel zooms. The same as a list on demand.
 */
export function SchemaDiagram({ tables, onOpen }: SchemaDiagramProps) {
  const [asList, setAsList] = useState(false);
  const words = useMemo(() => wordsOf(tables), [tables]);
  const labels = useMemo(() => new Map(words.map((one) => [one.table.name, one.label])), [words]);
  if (tables.length === 0) return <Empty title={texts.empty} />;
  return (
    <section className="diagram" aria-label={texts.label}>
      <div className="diagram-body">
        {asList ? <TableList rows={words} onOpen={onOpen} /> : <Diagram {...{ tables, onOpen, labels }} />}
      </div>
      <Button
        className="diagram-switch"
        variant="default"
        size="compact-sm"
        leftSection={asList ? <IconSchema size={13} aria-hidden /> : <IconList size={13} aria-hidden />}
        onClick={() => setAsList(!asList)}
      >
        {asList ? texts.asDiagram : texts.asList}
      </Button>
    </section>
  );
}
