import { Checkbox } from '@mantine/core';
import type { ImportReport, ReportAuth } from '../../../../shared/import/report.ts';
import { visibleText } from '../../lib/text.ts';
import { importTexts as texts } from '../../texts/import.ts';
import { flipChosen, useReview } from './review-store.ts';

const words: Record<ReportAuth['type'], string> = {
  none: 'no authentication',
  apiKey: 'API key',
  bearer: 'bearer token',
  basic: 'user and password',
  oauth2: 'OAuth 2.0',
};

function labelOf(auth: ReportAuth): string {
  const place = auth.name ? ` in ${auth.in ?? 'header'} ${auth.name}` : '';
  const also = (auth.also ?? []).map((one) => ` and ${one.in} ${one.param}`).join('');
  const flows = auth.flows && auth.flows.length > 0 ? ` (${auth.flows.join(', ')})` : '';
  return visibleText(`${words[auth.type]}${place}${also}${flows}`);
}

/** The ways to authenticate that were found, of which the user keeps some, and the call that proves a connection. */
export function AuthList({ report }: { readonly report: ImportReport }) {
  const chosen = useReview((state) => state.review.auth);
  return (
    <fieldset className="review-auth">
      <legend className="sr-only">{texts.authentication}</legend>
      <span className="dim">{texts.authentication}</span>
      {report.auth.map((auth) => (
        <Checkbox
          key={auth.id}
          label={labelOf(auth)}
          title={visibleText(`${auth.id}, ${auth.pointer}`)}
          checked={chosen.has(auth.id)}
          onChange={() => flipChosen('auth', auth.id)}
        />
      ))}
      {chosen.size === 0 ? <span>{texts.noAuthentication}</span> : null}
      <span className="grow" />
      <span className="dim">{texts.provesConnection}</span>
      <span className="mono" title={visibleText(report.validate?.evidence?.note ?? '')}>
        {report.validate ? visibleText(report.validate.operation) : 'nothing found'}
      </span>
    </fieldset>
  );
}
