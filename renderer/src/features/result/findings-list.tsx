import { Box } from '@mantine/core';
import type { Finding } from '../../../../shared/run/finding.ts';
import { IconAlertCircle, IconAlertTriangle, IconInfoCircle } from '../../icons.ts';
import { visibleText } from '../../lib/text.ts';

function Severity({ severity }: Pick<Finding, 'severity'>) {
  switch (severity) {
    case 'error':
      return (
        <span className="tone-error finding-severity">
          <IconAlertCircle size={13} aria-hidden /> error
        </span>
      );
    case 'warning':
      return (
        <span className="tone-warn finding-severity">
          <IconAlertTriangle size={13} aria-hidden /> warning
        </span>
      );
    case 'info':
      return (
        <span className="dim finding-severity">
          <IconInfoCircle size={13} aria-hidden /> info
        </span>
      );
  }
}

/** What is wrong with a run whatever its outcome; errors stand first. Nothing where nothing was found. */
export function FindingsList({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    // Scrolls where there are many, so that the keyboard has to reach it.
    <Box component="section" className="findings" aria-label="Findings" tabIndex={0}>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.message}`}>
            <Severity severity={finding.severity} />
            <span className="finding-message">
              {visibleText(finding.message)}
              {finding.count > 1 ? <span className="dim"> {finding.count} times</span> : null}
            </span>
          </li>
        ))}
      </ul>
    </Box>
  );
}
