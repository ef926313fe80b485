import { Button, Loader } from '@mantine/core';
import type { Stage } from '../../../../shared/contract/publication.ts';
import {
  IconAlertCircle,
  IconBan,
  IconCircleCheck,
  IconCircleDashed,
  IconExternalLink,
  IconHourglass,
} from '../../icons.ts';
import { formatDuration } from '../../lib/format.ts';
import { visibleText } from '../../lib/text.ts';
import { publicationsTexts as texts } from '../../texts/publish.ts';
import { openTab } from '../connections/authorize-store.ts';
import { ToolResults } from '../tenants/tool-results.tsx';
import { stageMs } from './publication.ts';

function StageIcon({ state }: { readonly state: Stage['state'] }) {
  const label = { 'aria-label': texts.stageStates[state] };
  switch (state) {
    case 'done':
      return <IconCircleCheck size={15} className="tone-ok" {...label} />;
    case 'failed':
      return <IconAlertCircle size={15} className="tone-error" {...label} />;
    case 'running':
      return <Loader size={13} {...label} />;
    case 'authorize':
      return <IconHourglass size={15} className="tone-warn" {...label} />;
    case 'cancelled':
      return <IconBan size={15} className="tone-dim" {...label} />;
    case 'waiting':
      return <IconCircleDashed size={15} className="tone-dim" {...label} />;
  }
}

function StageRow({ stage, listing }: { readonly stage: Stage; readonly listing: string }) {
  const { kind, tenantName, name, state, failure, results, operators, authorizeUrl } = stage;
  const ms = stageMs(stage);
  return (
    <li className="stage" data-state={state}>
      <StageIcon state={state} />
      <div className="grow">
        <div className="stage-head">
          <span className="grow">{visibleText(texts.stage(kind, tenantName, name ?? listing))}</span>
          <span className="dim">{ms === null ? texts.stageStates[state] : formatDuration(ms)}</span>
        </div>
        {stage.created === false ? <p className="dim">{texts.alreadyPublished}</p> : null}
        {failure === null ? null : (
          <p className="tone-error" role="alert">
            {visibleText(failure.message)}
          </p>
        )}
        {operators.length === 0 ? null : (
          <p>{texts.neededBy(operators.map((one) => visibleText(one.name)).join(', '))}</p>
        )}
        {state === 'authorize' && authorizeUrl !== null ? (
          <Button leftSection={<IconExternalLink size={13} aria-hidden />} onClick={() => openTab(authorizeUrl)}>
            {texts.consent}
          </Button>
        ) : null}
        <ToolResults results={results} />
      </div>
    </li>
  );
}

/** The steps of a publication in their order, each with what came of it. */
export function Stages({ stages, listing }: { readonly stages: readonly Stage[]; readonly listing: string }) {
  return (
    <ol className="stages" aria-label={texts.steps}>
      {stages.map((stage) => (
        <StageRow key={stage.number} stage={stage} listing={listing} />
      ))}
    </ol>
  );
}
