import { Checkbox } from '@mantine/core';
import type { ImportReport, ReportAuth } from '../../../../shared/import/report.ts';
import { visibleText } from '../../lib/text.ts';
import { importTexts as texts } from '../../texts/import.ts';
import { flipChosen, useReview } from './review-store.ts';

function labelOf(auth: ReportAuth): string {
  const { types, at, also, flows } = texts.auth;
  const place = auth.name ? at(auth.in ?? 'header', auth.name) : '';
  const further = (auth.also ?? []).map((one) => also(one.in, one.param)).join('');
  return visibleText(`${types[auth.type]}${place}${further}${auth.flows?.length ? flows(auth.flows) : ''}`);
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
        {report.validate ? visibleText(report.validate.operation) : texts.auth.noProof}
      </span>
    </fieldset>
  );
}
