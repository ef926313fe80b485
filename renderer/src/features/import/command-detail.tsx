import type { ReportCommand } from '../../../../shared/import/report.ts';
import { Operation } from '../../components/operation.tsx';
import { visibleText } from '../../lib/text.ts';
import { importTexts as texts } from '../../texts/import.ts';
import { DetailPanel } from './detail-panel.tsx';

interface CommandDetailProps {
  readonly command: ReportCommand;
  onClose(): void;
}

/** A command in full: what it does, takes and gives. */
export function CommandDetail({ command, onClose }: CommandDetailProps) {
  return (
    <DetailPanel title={<span className="mono">{visibleText(command.name)}</span>} onClose={onClose}>
      <dl className="facts-list">
        <dt>{texts.request}</dt>
        <dd>
          <Operation operation={command.operation} />
          {command.contentType ? <span className="dim"> {visibleText(command.contentType)}</span> : null}
        </dd>
        <dt>{texts.effect}</dt>
        <dd>{command.sideEffect ? texts.mayChange : texts.onlyReads}</dd>
        <dt>{texts.capability}</dt>
        <dd className="mono">{visibleText(command.capability ?? '–')}</dd>
        <dt>{texts.gives}</dt>
        <dd className="mono">{command.outputs.map(visibleText).join(', ') || '–'}</dd>
      </dl>
      {command.description ? <p className="detail-text">{visibleText(command.description)}</p> : null}
      <h4>{texts.params}</h4>
      {command.params.length === 0 ? <p className="dim">{texts.none}</p> : null}
      <ul className="field-list">
        {command.params.map((param) => (
          <li key={`${param.in} ${param.name}`}>
            <span className="mono">{visibleText(param.name)}</span>
            <span className="dim">{texts.in(visibleText(param.type), param.in, param.required)}</span>
          </li>
        ))}
      </ul>
    </DetailPanel>
  );
}
