import { Badge, Checkbox } from '@mantine/core';
import type { Preview } from '../../../../shared/contract/publish.ts';
import { ScrollList } from '../../components/scroll-list.tsx';
import { formatBytes } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { counted } from '../../texts/counted.ts';
import { publishTexts as texts } from '../../texts/publish.ts';
import { changePublishForm } from './forms-store.ts';
import { listText, type PublishForm } from './model.ts';

interface GroupProps {
  readonly title: string;
  readonly none: string;
  readonly confirm: string;
  readonly names: readonly string[];
  readonly confirmed: boolean;
  onConfirm(confirmed: boolean): void;
}

/** A list that a person confirms as a whole. */
function Group({ title, none, confirm, names, confirmed, onConfirm }: GroupProps) {
  return (
    <section className="publish-group" aria-label={title}>
      <h4>{title}</h4>
      {names.length === 0 ? (
        <p className="dim">{none}</p>
      ) : (
        <>
          <ScrollList label={title} className="publish-names mono">
            {names.map((name) => (
              <li key={name}>{visibleText(name)}</li>
            ))}
          </ScrollList>
          <Checkbox label={confirm} checked={confirmed} onChange={(event) => onConfirm(event.currentTarget.checked)} />
        </>
      )}
    </section>
  );
}

interface ConfirmSectionProps {
  readonly connector: string;
  readonly preview: Preview;
  readonly form: PublishForm;
}

/** What whoever installs it agrees to: hosts and capabilities, each confirmed as shown, and the tools. */
export function ConfirmSection({ connector, preview, form }: ConfirmSectionProps) {
  const { confirmations, tools } = preview;
  const hosts = listText(confirmations.hosts);
  const capabilities = listText(confirmations.capabilities);
  return (
    <section aria-label={texts.may}>
      <div className="overview-section">
        <h3>{texts.may}</h3>
        <span className="dim">{texts.mayHint}</span>
      </div>
      <div className="publish-manifest">
        <Group
          title={texts.hosts}
          none={texts.noHosts}
          confirm={texts.confirmHosts}
          names={confirmations.hosts}
          confirmed={form.hosts === hosts}
          onConfirm={(confirmed) => changePublishForm(connector, () => ({ hosts: confirmed ? hosts : '' }))}
        />
        <Group
          title={texts.capabilities}
          none={texts.noCapabilities}
          confirm={texts.confirmCapabilities}
          names={confirmations.capabilities}
          confirmed={form.capabilities === capabilities}
          onConfirm={(confirmed) =>
            changePublishForm(connector, () => ({ capabilities: confirmed ? capabilities : '' }))
          }
        />
        {tools.length === 0 ? null : (
          <section className="publish-group" aria-label={texts.tools}>
            <h4>{texts.tools}</h4>
            <ScrollList label={texts.tools} className="publish-names">
              {tools.map((tool) => (
                <li key={tool.name}>
                  <span className="mono">{visibleText(tool.name)}</span>{' '}
                  <Badge
                    color={tool.sideEffect ? 'orange' : 'gray'}
                    className={tool.sideEffect ? 'badge-orange' : 'badge-gray'}
                  >
                    {tool.sideEffect ? texts.writes : texts.reads}
                  </Badge>
                </li>
              ))}
            </ScrollList>
          </section>
        )}
      </div>
    </section>
  );
}

/** The archive as it would go out: nothing else leaves this machine. */
export function FilesSection({ preview }: { readonly preview: Preview }) {
  return (
    <section aria-label={texts.files}>
      <div className="overview-section">
        <h3>{texts.files}</h3>
        <span className="dim">{texts.packed(formatBytes(preview.bytes), counted.files(preview.files.length))}</span>
      </div>
      <details className="publish-files">
        <summary>{texts.filesHint}</summary>
        <ScrollList label={texts.files} className="publish-list">
          {preview.files.map((file) => (
            <li key={file.path} className="mono">
              <span>{visibleText(file.path)}</span>
              <span className="dim">{formatBytes(file.bytes)}</span>
            </li>
          ))}
        </ScrollList>
      </details>
      <p className="dim mono publish-digest">{visibleText(preview.digest)}</p>
    </section>
  );
}
