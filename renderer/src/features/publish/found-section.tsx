import { Alert, Checkbox } from '@mantine/core';
import { type FoundText, foundTextPlace } from '../../../../shared/connector/readiness.ts';
import type { Preview } from '../../../../shared/contract/publish.ts';
import { IconAlertTriangle, IconCircleCheck } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { publishTexts as texts } from '../../texts/publish.ts';
import { showPlace } from '../editor/store.ts';
import { changePublishForm } from './forms-store.ts';
import { personalText } from './model.ts';

interface PlacesProps {
  readonly connector: string;
  readonly found: readonly FoundText[];
}

/** Where something was found; each goes to its place in the file. */
function Places({ connector, found }: PlacesProps) {
  return (
    <ul className="publish-places">
      {found.map((one) => {
        const place = visibleText(foundTextPlace(one));
        return (
          <li key={place}>
            <button
              type="button"
              className="entity-link mono"
              aria-label={texts.show(place)}
              onClick={() => showPlace(connector, { file: one.path, line: one.line, column: 1 }, true)}
            >
              {place}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

interface FoundSectionProps {
  readonly connector: string;
  readonly preview: Preview;
  /** The found personal data that a person has looked at, as text. */
  readonly looked: string;
}

/** What stops a publish, texts that look like secrets, and those that a person looks at first (A124). */
export function FoundSection({ connector, preview, looked }: FoundSectionProps) {
  const { problems, secrets, personal } = preview;
  const listed = personalText(preview);
  const icon = <IconAlertTriangle size={16} />;
  return (
    <section aria-label={texts.found} className="publish-found">
      <div className="overview-section">
        <h3>{texts.found}</h3>
      </div>
      {problems.length === 0 ? null : (
        <Alert color="red" icon={icon} title={texts.mendFirst}>
          <ul className="publish-problems">
            {problems.map((problem) => (
              <li key={problem}>{visibleText(problem)}</li>
            ))}
          </ul>
        </Alert>
      )}
      {secrets.length === 0 ? null : (
        <Alert color="red" icon={icon} title={texts.secrets}>
          <Places connector={connector} found={secrets} />
        </Alert>
      )}
      {personal.length === 0 ? null : (
        <Alert color="orange" icon={icon} title={texts.personal}>
          <Places connector={connector} found={personal} />
          <Checkbox
            label={texts.allowPersonal}
            checked={looked === listed}
            onChange={(event) => {
              const { checked } = event.currentTarget;
              changePublishForm(connector, () => ({ personal: checked ? listed : '' }));
            }}
          />
        </Alert>
      )}
      {secrets.length === 0 && personal.length === 0 ? (
        <p className="publish-fine">
          <IconCircleCheck size={14} className="tone-ok" aria-hidden /> {texts.foundNothing}
        </p>
      ) : null}
    </section>
  );
}
