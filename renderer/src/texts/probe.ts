import type { ProbeVerdict } from '../../../shared/import/probe.ts';

/** Words of a live probe of pages. */
export const probeTexts = {
  becomes: 'becomes',
  connection: 'Connection',
  filtersExample: 'name=value, one a line',
  notProbed: 'Not probed',
  notWritten: 'Not written',
  probe: 'Probe',
  probing: 'Probing',
  about:
    'Reads two pages live, with GET only (and POST where a list is read so), and says whether they are two. The requests stand in the runs of the connector.',
  right: 'right',
  stop: 'Stop',
  filters: 'Values that a list cannot do without',
  apply: 'Write what is proven into the connector, as a new revision',
  wrong: 'wrong',
  result: (requests: string, verdicts: string) => `${requests}: ${verdicts || 'nothing to tell'}.`,
  arrow: '→',
  title: (what: string) => `Probe ${what}`,
  written: (revision: number, files: readonly string[]) => ` Written as revision ${revision}: ${files.join(', ')}.`,
  saysSo: ' The connector says so already.',
  withoutCredentials: 'Without credentials',
  badFilter: (line: string) => `Write name=value: ${line}`,
  verdicts: {
    proven: 'proven live',
    refuted: 'refuted',
    onlyOnePage: 'only one page',
    skipped: 'skipped',
    failed: 'failed',
  } satisfies Readonly<Record<ProbeVerdict['verdict'], string>>,
} as const;
