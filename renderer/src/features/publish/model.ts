import type { InstallForm } from '../../../../shared/connector/install-form.ts';
import { foundTextPlace } from '../../../../shared/connector/readiness.ts';
import type { Impact, InstallStep } from '../../../../shared/contract/publication.ts';
import type { Preview } from '../../../../shared/contract/publish.ts';
import type { Tenant } from '../../../../shared/contract/tenants.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import {
  firstInstall,
  type InstallSecrets,
  type InstallValues,
  installInput,
  noSecrets,
} from '../tenants/install-form.ts';

/** A tenant to install into, or to move an instance of; `target` is null until the person chose. */
export interface InstallRow {
  readonly key: string;
  readonly tenant: string;
  /** `new`, or the id of an instance. */
  readonly target: string | null;
  readonly values: InstallValues | null;
}

/** What was chosen for a publish, but secrets; each confirmation is the very text that was confirmed. */
export interface PublishForm {
  readonly tenant: string | null;
  readonly note: string;
  readonly personal: string;
  readonly hosts: string;
  readonly capabilities: string;
  readonly installs: readonly InstallRow[];
  /** Id of the publication that was begun here last. */
  readonly started: string | null;
}

export const emptyForm: PublishForm = {
  tenant: null,
  note: '',
  personal: '',
  hosts: '',
  capabilities: '',
  installs: [],
  started: null,
};

/** A list as the text that a confirmation is bound to: who has looked at one list has not looked at a later one. */
export const listText = (list: readonly string[]): string => list.join('\n');
export const personalText = ({ personal }: Pick<Preview, 'personal'>): string => listText(personal.map(foundTextPlace));

type Facts = Pick<Preview, 'problems' | 'secrets' | 'personal' | 'release' | 'confirmations'>;

export type Blocker =
  | 'tenant'
  | 'key'
  | 'measuring'
  | 'problems'
  | 'version'
  | 'secrets'
  | 'personal'
  | 'hosts'
  | 'capabilities'
  | 'running';

interface Situation {
  readonly preview: Facts;
  readonly form: PublishForm;
  readonly tenant: Tenant | undefined;
  /** Whether it is being compared with what is published. */
  readonly measuring: boolean;
  /** Whether a publication of the connector is under way. */
  readonly running: boolean;
}

/** What is to be done before it can be published, in the order of the page; empty where it can. */
export function blockersOf({ preview, form, tenant, measuring, running }: Situation): readonly Blocker[] {
  const { problems, secrets, personal, release, confirmations } = preview;
  const tooLow = release?.tooLow === true;
  const open = (list: readonly string[], confirmed: string): boolean => list.length > 0 && listText(list) !== confirmed;
  // A version that is too low and secrets are told as problems too: each is named once.
  const other = problems.length > 0 && !tooLow && secrets.length === 0;
  const found: readonly (readonly [Blocker, boolean])[] = [
    ['running', running],
    ['problems', other],
    ['version', tooLow],
    ['secrets', secrets.length > 0],
    ['personal', personal.length > 0 && personalText(preview) !== form.personal],
    ['hosts', open(confirmations.hosts, form.hosts)],
    ['capabilities', open(confirmations.capabilities, form.capabilities)],
    ['tenant', tenant === undefined],
    ['key', tenant?.hasKey === false],
    ['measuring', measuring],
  ];
  return found.flatMap(([name, holds]) => (holds ? [name] : []));
}

/** What is done with a row: what the person chose, else the first instance there that no other row moves, else `new`. */
export function targetOf(row: InstallRow, rows: readonly InstallRow[], impact: Impact | undefined): string {
  const instances = impact?.instances ?? [];
  if (row.target !== null && (row.target === 'new' || instances.some(({ id }) => id === row.target))) return row.target;
  const before = rows.slice(0, rows.indexOf(row));
  const moved = new Set(rows.flatMap((one) => (one.tenant === row.tenant && one.target !== null ? [one.target] : [])));
  const undecided = before.filter((one) => one.tenant === row.tenant && one.target === null).length;
  return instances.filter(({ id }) => !moved.has(id))[undecided]?.id ?? 'new';
}

/** A copy with the entry at `from` put where `to` stands. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const one = list[from];
  if (one === undefined || to < 0 || to >= list.length) return list;
  return list.toSpliced(from, 1).toSpliced(to, 0, one);
}

interface Rows {
  readonly install: InstallForm;
  readonly rows: readonly InstallRow[];
  readonly impacts: ReadonlyMap<string, Impact>;
  readonly secrets: ReadonlyMap<string, InstallSecrets>;
}

/** The steps after the publish, or what is wrong with the form of one row. */
export function installSteps({
  install,
  rows,
  impacts,
  secrets,
}: Rows): Result<InstallStep[]> & { readonly row?: string } {
  const steps: InstallStep[] = [];
  for (const row of rows) {
    const target = targetOf(row, rows, impacts.get(row.tenant));
    if (target !== 'new') {
      steps.push({ mode: 'upgrade', tenant: row.tenant, instance: target });
      continue;
    }
    const input = installInput(install, row.values ?? firstInstall(install), secrets.get(row.key) ?? noSecrets);
    if (!input.ok) return { ...input, row: row.key };
    steps.push({ mode: 'install', tenant: row.tenant, ...input.value });
  }
  return ok(steps);
}
