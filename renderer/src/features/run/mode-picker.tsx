import { Button, SegmentedControl, Select } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { parseMocks } from '../../../../shared/connector/mocks.ts';
import type { RunRecord } from '../../../../shared/run/run.ts';
import { formatTime } from '../../lib/format.ts';
import { loadedValue } from '../../lib/loadable.ts';
import { visibleText } from '../../lib/text.ts';
import { counted } from '../../texts/counted.ts';
import { runTexts as texts } from '../../texts/run.ts';
import { docKey } from '../editor/documents.ts';
import { loadDoc, showFile, useEditor } from '../editor/store.ts';
import { outcomeLabel } from '../runs/outcome-label.ts';
import { refreshRuns, useRuns } from '../runs/store.ts';
import type { RunMode, TargetOptions } from './options.ts';
import { recordings } from './recordings.ts';

const mocksFile = 'mocks.json';
const modes: readonly { readonly value: RunMode; readonly label: string }[] = [
  { value: 'live', label: texts.live },
  { value: 'replay', label: texts.replay },
  { value: 'mock', label: texts.mock },
];
const notes: Record<RunMode, string> = { live: texts.liveNote, replay: texts.replayNote, mock: texts.mockNote };
const none: readonly RunRecord[] = [];

interface PickerProps {
  readonly connector: string;
  readonly target: string;
  readonly options: TargetOptions;
  onChange(change: Partial<TargetOptions>): void;
}

function recordingLabel({ target, input, startedAt, exchangeCount, outcome }: RunRecord): string {
  const what = typeof input.requestedType === 'string' ? `${target} ${input.requestedType}` : target;
  return visibleText(
    texts.recordingLabel(formatTime(startedAt), what, counted.requests(exchangeCount), outcomeLabel(outcome).label),
  );
}

function Recordings({ connector, target, options, onChange }: PickerProps) {
  const list = useRuns((state) => state.byConnector.get(connector));
  useEffect(() => void refreshRuns(connector), [connector]);
  const usable = recordings(loadedValue(list) ?? none, target);
  if (list?.kind === 'ready' && usable.length === 0) return <p className="dim option-note">{texts.noRecordings}</p>;
  return (
    <Select
      label={texts.recording}
      placeholder={texts.chooseRecording}
      searchable
      limit={100}
      maxDropdownHeight={260}
      data={usable.map((run) => ({ value: run.id, label: recordingLabel(run) }))}
      value={usable.some((run) => run.id === options.replayOf) ? options.replayOf : null}
      error={options.replayOf === null ? texts.noRecordingChosen : undefined}
      onChange={(replayOf) => onChange({ replayOf })}
      comboboxProps={{ width: 400, position: 'bottom-start' }}
    />
  );
}

function Scenarios({ connector, target, options, onChange }: PickerProps) {
  const text = useEditor((state) => state.docs.get(docKey(connector, mocksFile))?.text);
  const failed = useEditor((state) => state.pending.get(docKey(connector, mocksFile))?.kind === 'failed');
  useEffect(() => void loadDoc(connector, mocksFile), [connector]);
  const mocks = useMemo(() => (text === undefined ? undefined : parseMocks(text)), [text]);
  const names = mocks?.ok && Object.hasOwn(mocks.value, target) ? Object.keys(mocks.value[target] ?? {}) : [];
  if (mocks === undefined && !failed) return null;
  if (names.length === 0)
    return (
      <div className="option-note">
        <p className="dim">{mocks?.ok === false ? mocks.error.message : texts.noScenarios(target)}</p>
        {failed ? null : (
          <Button variant="subtle" size="compact-xs" onClick={() => showFile(connector, mocksFile)}>
            {texts.openMocks}
          </Button>
        )}
      </div>
    );
  return (
    <Select
      label={texts.scenario}
      placeholder={texts.chooseScenario}
      data={names.map((name) => ({ value: name, label: visibleText(name) }))}
      value={options.scenario}
      error={options.scenario === null ? texts.noScenarioChosen : undefined}
      onChange={(scenario) => onChange({ scenario })}
    />
  );
}

/** What answers the requests of a run: the source, a recorded run, or a scenario. */
export function ModePicker(props: PickerProps) {
  const { options, onChange } = props;
  return (
    <section className="option-group" aria-label={texts.answers}>
      <div className="option-head">
        <h3>{texts.answers}</h3>
        <SegmentedControl
          aria-label={texts.answers}
          value={options.mode}
          data={[...modes]}
          onChange={(value) => onChange({ mode: modes.find((one) => one.value === value)?.value ?? 'live' })}
        />
      </div>
      <p className="dim option-note">{notes[options.mode]}</p>
      {options.mode === 'replay' ? <Recordings {...props} /> : null}
      {options.mode === 'mock' ? <Scenarios {...props} /> : null}
    </section>
  );
}
