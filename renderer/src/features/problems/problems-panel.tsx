import { Button, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx';
import { Empty } from '../../components/states.tsx';
import { IconCircleCheck, IconSearch } from '../../icons.ts';
import { formatCount } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { problemsTexts as texts } from '../../texts/problems.ts';
import { useConnectors } from '../connectors/store.ts';
import { showPlace } from '../editor/store.ts';
import { KindIcon } from './kind-icon.tsx';
import { countsOf, filterProblems, type Problem, problemsOf, type Severity, severities, useProblems } from './store.ts';
import './problems.css';

const columns: readonly GridColumn<Problem>[] = [
  {
    id: 'severity',
    title: texts.columns.kind,
    width: '84px',
    cell: ({ severity }) => (
      <span className="problem-kind">
        <KindIcon severity={severity} /> {texts.kinds[severity]}
      </span>
    ),
  },
  {
    id: 'message',
    title: texts.columns.message,
    width: 'minmax(240px, 1fr)',
    cell: (row) => visibleText(row.message.replaceAll('\n', ' ')),
  },
  {
    id: 'place',
    title: texts.columns.place,
    width: '220px',
    cell: (row) => <span className="mono dim">{texts.place(row.path, row.line, row.column)}</span>,
  },
  {
    id: 'source',
    title: texts.columns.source,
    width: '90px',
    cell: (row) => <span className="dim">{row.source}</span>,
  },
];

interface FilterBarProps {
  readonly text: string;
  readonly shown: ReadonlySet<Severity>;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly onText: (text: string) => void;
  readonly onToggle: (severity: Severity) => void;
}

function FilterBar({ text, shown, counts, onText, onToggle }: FilterBarProps) {
  return (
    <div className="problems-bar" role="toolbar" aria-label={texts.filter}>
      <TextInput
        aria-label={texts.filter}
        placeholder={texts.filterHint}
        leftSection={<IconSearch size={13} aria-hidden />}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        w={220}
      />
      {severities.map((severity) => (
        <Button
          key={severity}
          variant={shown.has(severity) ? 'light' : 'subtle'}
          color="gray"
          className="quiet-button"
          aria-pressed={shown.has(severity)}
          aria-label={texts.count(formatCount(counts[severity]), texts.many[severity])}
          leftSection={<KindIcon severity={severity} />}
          onClick={() => onToggle(severity)}
        >
          {formatCount(counts[severity])}
        </Button>
      ))}
    </div>
  );
}

/** What is wrong in the files of the connector that is worked on; a click or Enter goes there. */
export function ProblemsPanel() {
  const connector = useConnectors((state) => state.active);
  const all = useProblems((state) => state.problems);
  const problems = useMemo(() => problemsOf(all, connector), [all, connector]);
  const [text, setText] = useState('');
  const [shown, setShown] = useState<ReadonlySet<Severity>>(new Set(severities));
  const rows = useMemo(() => filterProblems(problems, text, shown), [problems, text, shown]);
  const [selected, setSelected] = useState(-1);
  const show = (index: number, focus: boolean): void => {
    const problem = rows[index];
    if (problem === undefined) return;
    showPlace(problem.connector, { file: problem.path, line: problem.line, column: problem.column }, focus);
  };
  const toggle = (severity: Severity): void => {
    const next = new Set(shown);
    if (!next.delete(severity)) next.add(severity);
    setShown(next);
  };
  if (problems.length === 0)
    return (
      <Empty icon={<IconCircleCheck size={24} stroke={1.4} aria-hidden />} title={texts.none}>
        <p>{texts.noneHint}</p>
      </Empty>
    );
  return (
    <div className="fill">
      <FilterBar text={text} shown={shown} counts={countsOf(problems)} onText={setText} onToggle={toggle} />
      {rows.length === 0 ? (
        <Empty title={texts.noneShown}>
          <Button
            variant="default"
            onClick={() => {
              setText('');
              setShown(new Set(severities));
            }}
          >
            {texts.clear}
          </Button>
        </Empty>
      ) : (
        <DataGrid
          label={texts.label}
          rows={rows}
          columns={columns}
          selected={selected}
          onSelect={(index) => {
            setSelected(index);
            show(index, false);
          }}
          onOpen={(index) => show(index, true)}
        />
      )}
    </div>
  );
}
