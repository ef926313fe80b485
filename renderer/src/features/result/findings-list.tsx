import { Box, Button } from '@mantine/core';
import type { Finding } from '../../../../shared/run/finding.ts';
import type { RunDetail } from '../../../../shared/run/run.ts';
import { IconAlertCircle, IconAlertTriangle, IconChevronRight, IconInfoCircle } from '../../icons.ts';
import { formatCount, formatPlural } from '../../lib/format.ts';
import { withEntry } from '../../lib/map.ts';
import { visibleText } from '../../lib/text.ts';
import { resultTexts as texts } from '../../texts/result.ts';
import { showPlace } from '../editor/store.ts';
import { useRequests } from '../requests/store.ts';
import { showPanel } from '../workbench/layout.ts';
import { rowAt } from './finding-place.ts';
import { useResult } from './store.ts';

function Severity({ severity }: Pick<Finding, 'severity'>) {
  const Icon = severity === 'error' ? IconAlertCircle : severity === 'warning' ? IconAlertTriangle : IconInfoCircle;
  const tone = severity === 'error' ? 'tone-error' : severity === 'warning' ? 'tone-warn' : 'dim';
  return (
    <span className={`${tone} finding-severity`}>
      <Icon size={13} aria-hidden /> {texts.severities[severity]}
    </span>
  );
}

/** Goes to where a finding shows: a row or the whole of the result, a request, a line of code. */
function showFinding({ location }: Finding, { id, connector, target }: RunDetail): void {
  switch (location.kind) {
    case 'source':
      showPlace(connector, location.place, true);
      break;
    case 'exchange':
      useRequests.setState({ filter: '', selected: location.exchange, tab: location.path ? 'response' : 'headers' });
      showPanel('requests');
      break;
    case 'result': {
      const row = rowAt(location.path);
      useResult.setState(({ shapes }) => ({
        shapes: withEntry(shapes, target, row === undefined ? 'json' : 'table'),
        reveal: row === undefined ? null : { run: id, row },
      }));
      showPanel('result');
      break;
    }
    case 'run':
      break;
  }
}

const placeText = ({ location }: Finding): string => {
  switch (location.kind) {
    case 'source':
      return `${location.place.file}:${location.place.line}`;
    case 'exchange':
      return texts.inRequest;
    case 'result':
      return texts.atPath(location.path);
    case 'run':
      return '';
  }
};

const severities = ['error', 'warning', 'info'] as const;

/** `1 error, 3 warnings`; '' where nothing was found. */
export const findingCounts = (findings: readonly Finding[]): string =>
  severities
    .flatMap((severity) => {
      const count = findings.filter((one) => one.severity === severity).length;
      return count === 0 ? [] : [formatPlural(count, texts.counts[severity])];
    })
    .join(', ');

/** What is wrong with a run whatever its outcome; errors stand first. Nothing where nothing was found. */
export function FindingsList({ detail }: { readonly detail: RunDetail }) {
  const open = useResult((state) => state.findingsOpen);
  const { findings } = detail;
  if (findings.length === 0) return null;
  return (
    <section className="findings" aria-label={texts.findings}>
      <button
        type="button"
        className="findings-head"
        aria-expanded={open}
        title={open ? texts.hideFindings : texts.showFindings}
        onClick={() => useResult.setState({ findingsOpen: !open })}
      >
        <IconChevronRight size={12} className="findings-chevron" data-open={open} aria-hidden />
        {texts.findings}
        <span className="dim">{findingCounts(findings)}</span>
      </button>
      {open ? (
        // Scrolls where there are many, so that the keyboard has to reach it.
        <Box component="ul" className="findings-rows" tabIndex={0}>
          {findings.map((finding) => (
            <li key={`${finding.code} ${finding.message}`}>
              <Severity severity={finding.severity} />
              <span className="finding-message">
                {visibleText(finding.message)}
                {finding.count > 1 ? <span className="dim"> {texts.times(formatCount(finding.count))}</span> : null}
                {finding.location.kind === 'run' ? null : (
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    className="finding-place"
                    title={texts.showFinding}
                    onClick={() => showFinding(finding, detail)}
                  >
                    {visibleText(placeText(finding))}
                  </Button>
                )}
              </span>
              <span className="dim mono finding-code">{visibleText(finding.statement ?? '')}</span>
            </li>
          ))}
        </Box>
      ) : null}
    </section>
  );
}
