import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '../../icons.ts';
import { formatBytes, formatPlural } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';

/** What would be published; `digest` is that of the archive. */
export interface Preview {
  readonly version: string;
  readonly digest: string;
  readonly bytes: number;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  readonly hosts: readonly string[];
  readonly problems: readonly string[];
}

/** The archive as it would go out: nothing else leaves this machine. */
export function PublishPreview({ preview }: { readonly preview: Preview }) {
  return (
    <>
      {preview.problems.length > 0 ? (
        <Alert color="red" icon={<IconAlertTriangle size={16} />} title="Mend this first" className="import-failure">
          <ul className="publish-problems">
            {preview.problems.map((problem) => (
              <li key={problem}>{visibleText(problem)}</li>
            ))}
          </ul>
        </Alert>
      ) : null}
      <dl className="publish-facts">
        <div>
          <dt>Version</dt>
          <dd>{visibleText(preview.version)}</dd>
        </div>
        <div>
          <dt>Archive</dt>
          <dd>
            {formatBytes(preview.bytes)}, {formatPlural(preview.files.length, 'file')}
          </dd>
        </div>
        <div>
          <dt>Hosts</dt>
          <dd className="mono">{preview.hosts.map(visibleText).join(', ') || 'none'}</dd>
        </div>
        <div>
          <dt>Digest</dt>
          <dd className="mono">{visibleText(preview.digest)}</dd>
        </div>
      </dl>
      <details className="publish-files">
        <summary>Files</summary>
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
