import { Alert, Checkbox } from '@mantine/core';
import { foundTextPlace } from '../../../../shared/connector/readiness.ts';
import { IconAlertTriangle } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';
import { publishTexts as texts } from '../../texts/publish.ts';
import type { Preview } from './publish-preview.tsx';

interface PersonalCheckProps {
  readonly found: Preview['personal'];
  readonly allowed: boolean;
  onAllow(allowed: boolean): void;
}

/** Where texts look like personal data; a person looks at each before it goes out (A124). */
export function PersonalCheck({ found, allowed, onAllow }: PersonalCheckProps) {
  if (found.length === 0) return null;
  return (
    <Alert color="orange" icon={<IconAlertTriangle size={16} />} title={texts.personal} className="publish-personal">
      <ul className="publish-problems publish-places">
        {found.map(foundTextPlace).map((place) => (
          <li key={place}>{visibleText(place)}</li>
        ))}
      </ul>
      <Checkbox
        label={texts.allowPersonal}
        checked={allowed}
        onChange={(event) => onAllow(event.currentTarget.checked)}
      />
    </Alert>
  );
}
