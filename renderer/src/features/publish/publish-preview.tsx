import { Alert } from '@mantine/core';
import type { FoundText } from '../../../../shared/connector/readiness.ts';
import type { Release } from '../../../../shared/contract/publish.ts';
import { IconAlertTriangle } from '../../icons.ts';
import { formatBytes } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { counted } from '../../texts/counted.ts';
import { publishTexts as texts } from '../../texts/publish.ts';

/** What would be published; `digest` is that of the archive. */
export interface Preview {
  readonly version: string;
  readonly digest: string;
  readonly bytes: number;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  readonly hosts: readonly string[];
  readonly problems: readonly string[];
  readonly personal: readonly FoundText[];
  readonly release: Release | null;
}

/** The archive as it would go out: nothing else leaves this machine. */
export function PublishPreview({ preview }: { readonly preview: Preview }) {
  return (
    <>
      {preview.problems.length > 0 ? (
        <Alert color="red" icon={<IconAlertTriangle size={16} />} title={texts.mendFirst} className="import-failure">
          <ul className="publish-problems">
            {preview.problems.map((problem) => (
              <li key={problem}>{visibleText(problem)}</li>
            ))}
          </ul>
        </Alert>
      ) : null}
      <dl className="publish-facts">
        <div>
          <dt>{texts.version}</dt>
          <dd>{visibleText(preview.version)}</dd>
        </div>
        <div>
          <dt>{texts.archive}</dt>
          <dd>{texts.packed(formatBytes(preview.bytes), counted.files(preview.files.length))}</dd>
        </div>
        <div>
          <dt>{texts.hosts}</dt>
          <dd className="mono">{preview.hosts.map(visibleText).join(', ') || texts.none}</dd>
        </div>
        <div>
          <dt>{texts.digest}</dt>
          <dd className="mono">{visibleText(preview.digest)}</dd>
        </div>
      </dl>
      <details className="publish-files">
        <summary>{texts.files}</summary>
        <ul>
          {preview.files.map((file) => (
            <li key={file.path} className="mono">
              <span>{visibleText(file.path)}</span>
              <span className="dim">{formatBytes(file.bytes)}</span>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
