import { Checkbox } from '@mantine/core';
import type { MergePlan } from '../../../../shared/import/merge.ts';
import { visibleText } from '../../lib/text.ts';
import { reimportTexts as texts } from '../../texts/reimport.ts';
import { type Answers, newThings } from './model.ts';
import { takeNew } from './store.ts';

interface NewThingsProps {
  readonly plan: MergePlan;
  readonly answers: Answers;
}

/** What is in the description and not in the connector: each can be taken along. */
export function NewThings({ plan, answers }: NewThingsProps) {
  const kinds = (['entities', 'commands'] as const)
    .map((which) => ({ which, names: newThings(plan, answers, which) }))
    .filter(({ names }) => names.length > 0);
  if (kinds.length === 0) return null;
  return (
    <aside className="merge-aside" aria-label={texts.takeAlong}>
      <h4>{texts.notConnectorTakeAlong}</h4>
      {kinds.map(({ which, names }) => (
        <fieldset key={which}>
          <legend className="dim">{texts.newThings[which]}</legend>
          {names.map((name) => (
            <Checkbox
              key={name}
              label={visibleText(name)}
              checked={answers[which].has(name)}
              onChange={() => void takeNew(which, name)}
            />
          ))}
        </fieldset>
      ))}
    </aside>
  );
}
