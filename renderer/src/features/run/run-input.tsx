import { Textarea } from '@mantine/core';
import { useActiveDetail } from '../connectors/store.ts';
import { commandOf, emptyForm, inputSkeleton, parseInput, targetOf, targetsOf } from './form.ts';
import { changeForm, useRun } from './store.ts';

/** The JSON input of the target in the run bar. */
export function RunInput() {
  const detail = useActiveDetail();
  const form = useRun((state) => (detail ? state.forms.get(detail.id) : undefined)) ?? emptyForm;
  const problem = useRun((state) => state.inputProblem);
  if (detail === undefined) return null;
  const target = targetOf(form, targetsOf(detail));
  if (target === null) return null;
  const command = commandOf(detail.manifest, target);
  const text = form.inputs.get(target) ?? inputSkeleton(command);
  const parsed = parseInput(text);
  const params = command === undefined ? [] : command.params;
  return (
    <div className="run-input">
      <Textarea
        label="Input"
        description={
          command === undefined
            ? `JSON object, merged over what ${target} is called with.`
            : `JSON object: the parameters of ${target}${params.length > 0 ? ` (${params.join(', ')})` : ''}.`
        }
        placeholder="{}"
        value={text}
        onChange={(event) =>
          changeForm(detail.id, { inputs: new Map(form.inputs).set(target, event.currentTarget.value) })
        }
        error={parsed.ok ? problem : parsed.error.message}
        spellCheck={false}
        classNames={{ root: 'run-input-root', wrapper: 'run-input-wrapper', input: 'run-input-text mono' }}
      />
    </div>
  );
}
