import type { Impact, ImpactInstance } from '../../../../shared/contract/publication.ts';
import { IconAlertTriangle } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { counted } from '../../texts/counted.ts';
import { installsTexts as texts } from '../../texts/publish.ts';
import { Changes, LevelBadge } from './changes.tsx';

const names = (list: readonly string[], none: string) =>
  list.length === 0 ? (
    <span className="dim">{none}</span>
  ) : (
    <span className="mono">{visibleText(list.join(', '))}</span>
  );

function Operators({ operators }: Pick<ImpactInstance, 'operators'>) {
  if (operators === null) return <p className="dim">{texts.operatorsUnknown}</p>;
  if (operators.length === 0) return null;
  return (
    <div className="impact-operators" role="alert">
      <p>
        <IconAlertTriangle size={13} aria-hidden /> {texts.operators(counted.operators(operators.length))}
      </p>
      <ul className="publish-problems">
        {operators.map((one) => (
          <li key={one.id}>{texts.operatorNeeds(visibleText(one.name), visibleText(one.capabilities.join(', ')))}</li>
        ))}
      </ul>
    </div>
  );
}

/** What the new version means for the instance that is moved to it. */
function OfInstance({ instance, version }: { readonly instance: ImpactInstance; readonly version: string }) {
  const { problem, level, loses, gains, operators, changes } = instance;
  if (problem !== null) return <p className="tone-warn">{visibleText(problem)}</p>;
  return (
    <div className="impact">
      <p>
        {texts.impact(visibleText(instance.version ?? texts.unknownVersion), visibleText(version))}{' '}
        {level === null ? null : <LevelBadge level={level} />} <span className="dim">{texts.keepsCredentials}</span>
      </p>
      <dl className="publish-facts">
        <dt>{texts.loses}</dt>
        <dd className={loses.length > 0 ? 'tone-error' : undefined}>{names(loses, texts.losesNothing)}</dd>
        <dt>{texts.gains}</dt>
        <dd>{names(gains, texts.gainsNothing)}</dd>
      </dl>
      <Operators operators={operators} />
      <Changes changes={changes ?? []} />
    </div>
  );
}

interface ImpactNoteProps {
  readonly impact: Impact | undefined;
  /** `new`, or the id of the instance that is moved. */
  readonly target: string;
  readonly version: string;
}

/** The blast radius in one tenant: what is installed there, and what the instance that is moved would lose or gain. */
export function ImpactNote({ impact, target, version }: ImpactNoteProps) {
  if (impact === undefined)
    return (
      <p className="dim" role="status">
        {texts.asking}
      </p>
    );
  if (impact.failure !== null)
    return (
      <p className="tone-warn" role="alert">
        {texts.cannotAsk} {visibleText(impact.failure.message)}
      </p>
    );
  const instance = impact.instances.find(({ id }) => id === target);
  if (instance !== undefined) return <OfInstance instance={instance} version={version} />;
  if (impact.instances.length === 0) return <p className="dim">{texts.nothingInstalled}</p>;
  return (
    <p className="dim">{texts.alreadyInstalled(impact.instances.map((one) => visibleText(one.name)).join(', '))}</p>
  );
}
