import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { useMemo } from 'react';
import type { ConnectorDetail } from '../../../../shared/contract/connectors.ts';
import { IconArrowBackUp } from '../../icons.ts';
import { withEntry } from '../../lib/map.ts';
import { visibleText } from '../../lib/text.ts';
import { runTexts as texts } from '../../texts/run.ts';
import { useActiveDetail } from '../connectors/store.ts';
import { useFilterChoices } from './filter-choices.ts';
import { commandOf, inputSkeleton, optionsOf, parseInput, type RunForm, targetOf, targetsOf } from './form.ts';
import { inputFields } from './input-fields.ts';
import { InputForm } from './input-form.tsx';
import type { FormText } from './input-values.ts';
import { OptionsForm } from './options-form.tsx';
import { resetTarget } from './reset.ts';
import { changeForm, changeOptions, formOf, useRun } from './state.ts';

const noDrafts: ReadonlyMap<string, string> = new Map();

const noteOf = (detail: ConnectorDetail, target: string): string => {
  if (commandOf(detail.manifest, target)) return texts.commandNote(target);
  return target === 'validate' ? texts.accountNote : texts.functionNote(target);
};

interface TargetProps {
  readonly detail: ConnectorDetail;
  readonly form: RunForm;
  readonly target: string;
}

function JsonInput({ text, onText }: { readonly text: string; onText(text: string): void }) {
  const parsed = parseInput(text);
  return (
    <Textarea
      aria-label={texts.jsonInput}
      placeholder={texts.emptyObject}
      autosize
      minRows={4}
      maxRows={16}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      error={parsed.ok ? undefined : parsed.error.message}
      spellCheck={false}
      classNames={{ input: 'mono' }}
    />
  );
}

function InputEditor({ detail, form, target }: TargetProps) {
  const fields = useMemo(() => inputFields(detail.manifest, target), [detail.manifest, target]);
  const filters = useFilterChoices(detail.id, target === 'datalist');
  const command = commandOf(detail.manifest, target);
  const text = form.inputs.get(target) ?? inputSkeleton(command);
  const drafts = form.drafts.get(target) ?? noDrafts;
  const shape = form.shapes.get(target) ?? 'form';
  const isLegal = parseInput(text).ok;
  const setShape = (value: string) =>
    changeForm(detail.id, { shapes: withEntry(form.shapes, target, value === 'json' ? 'json' : 'form') });
  const put = (next: FormText) =>
    changeForm(detail.id, {
      inputs: withEntry(form.inputs, target, next.text),
      drafts: withEntry(form.drafts, target, next.drafts),
    });
  return (
    <section className="option-group" aria-label={texts.input}>
      <div className="option-head">
        <h3>{texts.input}</h3>
        <SegmentedControl
          aria-label={texts.shape}
          value={shape}
          data={[
            { value: 'form', label: texts.form },
            { value: 'json', label: texts.json },
          ]}
          onChange={setShape}
        />
      </div>
      {command?.deprecated ? (
        <p className="tone-warn option-note">
          {texts.deprecated(target, visibleText(command.deprecatedMessage ?? ''))}
        </p>
      ) : null}
      {shape === 'json' ? (
        <>
          <p className="dim option-note">{noteOf(detail, target)}</p>
          <JsonInput text={text} onText={(next) => put({ text: next, drafts })} />
        </>
      ) : !isLegal ? (
        <div className="option-note">
          <p className="tone-warn">{texts.fixJson}</p>
          <Button variant="default" size="compact-xs" onClick={() => setShape('json')}>
            {texts.editJson}
          </Button>
        </div>
      ) : fields.length === 0 ? (
        <p className="dim option-note">{texts.noFields(target)}</p>
      ) : (
        <>
          {target === 'validate' ? <p className="dim option-note">{texts.accountNote}</p> : null}
          <InputForm fields={fields} filters={filters} text={text} drafts={drafts} onChange={put} />
        </>
      )}
    </section>
  );
}

/** With what the target in the run bar is called, and how. */
export function RunInput() {
  const detail = useActiveDetail();
  const form = useRun((state) => (detail ? formOf(state, detail.id) : undefined));
  const problem = useRun((state) => state.inputProblem);
  if (detail === undefined || form === undefined) return null;
  const target = targetOf(form, targetsOf(detail));
  if (target === null) return null;
  return (
    <div className="run-input">
      {problem === null ? null : (
        <p className="run-problem tone-error" role="alert">
          {problem}
        </p>
      )}
      <InputEditor detail={detail} form={form} target={target} />
      <OptionsForm
        connector={detail.id}
        target={target}
        options={optionsOf(form, target)}
        onChange={(change) => changeOptions(detail.id, target, change)}
      />
      <div className="option-group">
        <Button
          variant="default"
          className="run-reset"
          leftSection={<IconArrowBackUp size={13} aria-hidden />}
          onClick={() => resetTarget(detail.id, target)}
        >
          {texts.reset}
        </Button>
      </div>
    </div>
  );
}
