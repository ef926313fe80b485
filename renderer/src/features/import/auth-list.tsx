import { Badge } from '@mantine/core';
import type { ImportReport, ReportAuth } from '../../../../shared/import/report.ts';
import { visibleText } from '../../lib/text.ts';

const words: Record<ReportAuth['type'], string> = {
  none: 'no authentication',
  apiKey: 'API key',
  bearer: 'bearer token',
  basic: 'user and password',
  oauth2: 'OAuth 2.0',
};

/** The ways to authenticate that were found, and the call that proves a connection. */
export function AuthList({ report }: { readonly report: ImportReport }) {
  return (
    <p className="review-auth">
      <span className="dim">Authentication</span>
      {report.auth.map((auth) => (
        <Badge key={auth.id} color="gray" className="badge-gray" title={visibleText(auth.pointer)}>
          {words[auth.type]}
          {auth.name ? ` in ${auth.in ?? 'header'} ${visibleText(auth.name)}` : ''}
          {auth.flows && auth.flows.length > 0 ? ` (${auth.flows.map(visibleText).join(', ')})` : ''}
        </Badge>
      ))}
      {report.auth.length === 0 ? <span>none found; the connector declares none</span> : null}
      <span className="dim">Proves a connection</span>
      <span className="mono" title={visibleText(report.validate?.evidence?.note ?? '')}>
        {report.validate ? visibleText(report.validate.operation) : 'nothing found'}
      </span>
    </p>
  );
}
