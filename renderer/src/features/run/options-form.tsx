import { NumberInput, Switch } from '@mantine/core';
import { runTexts as texts } from '../../texts/run.ts';
import { FaultEditor } from './fault-editor.tsx';
import { ModePicker } from './mode-picker.tsx';
import { maxAttempts, maxSeconds, secondsProblem, type TargetOptions } from './options.ts';

interface OptionsFormProps {
  readonly connector: string;
  readonly target: string;
  readonly options: TargetOptions;
  onChange(change: Partial<TargetOptions>): void;
}

const numberOrNull = (value: string | number): number | null => (value === '' ? null : Number(value));

/** How a target is run: what answers, what goes wrong on the way, and the limits. */
export function OptionsForm({ connector, target, options, onChange }: OptionsFormProps) {
  return (
    <>
      <ModePicker connector={connector} target={target} options={options} onChange={onChange} />
      <FaultEditor faults={options.faults} onChange={(faults) => onChange({ faults })} />
      <section className="option-group" aria-label={texts.limits}>
        <div className="option-head">
          <h3>{texts.limits}</h3>
        </div>
        <div className="limit-parts">
          <NumberInput
            label={texts.seconds}
            description={texts.secondsNote(String(maxSeconds))}
            size="xs"
            placeholder={String(maxSeconds)}
            value={options.seconds ?? ''}
            error={secondsProblem(options.seconds)}
            onChange={(value) => onChange({ seconds: numberOrNull(value) })}
          />
          <NumberInput
            label={texts.attempts}
            description={texts.attemptsNote}
            size="xs"
            min={1}
            max={maxAttempts}
            allowDecimal={false}
            clampBehavior="strict"
            placeholder={texts.oneTry}
            value={options.attempts ?? ''}
            onChange={(value) => onChange({ attempts: numberOrNull(value) })}
          />
        </div>
        <Switch
          label={texts.deterministic}
          description={texts.deterministicNote}
          checked={options.deterministic}
          onChange={(event) => onChange({ deterministic: event.currentTarget.checked })}
        />
      </section>
    </>
  );
}
