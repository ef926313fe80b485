import type { Publication, Stage } from '../shared/contract/publication.ts';

const marks: Readonly<Record<Stage['state'], string>> = {
  waiting: 'waits',
  running: 'under way',
  authorize: 'waits for consent',
  done: 'done',
  failed: 'failed',
  cancelled: 'given up',
};

function stageLine({ kind, tenantName, name, state, failure, authorizeUrl, created, instance }: Stage): string {
  const what = [kind, ...(name === null ? [] : [name]), `(${tenantName})`].join(' ');
  const more = [
    ...(kind === 'publish' && created === false ? ['it stood there already, the same'] : []),
    ...(kind === 'install' && instance !== null ? [instance] : []),
    ...(state === 'authorize' && authorizeUrl !== null ? [authorizeUrl] : []),
    ...(failure === null ? [] : [failure.message]),
  ];
  return `  ${what}: ${marks[state]}${more.length === 0 ? '' : `: ${more.join('; ')}`}`;
}

/** A publication as text: what it is, and a line for each stage. */
export function publicationText({ id, listing, version, marketplace, state, stages, waits }: Publication): string {
  return [
    `${id}: ${listing} ${version} at ${marketplace} (${state})`,
    ...stages.map(stageLine),
    ...(waits && waits.for !== 'turn' ? [`  ${waits.message}`] : []),
  ].join('\n');
}
