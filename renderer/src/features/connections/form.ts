import { authFields } from '../../../../shared/connector/authentication.ts';
import type { ConnectionField, Manifest } from '../../../../shared/connector/manifest.ts';
import { hostPattern } from '../../../../shared/connector/names.ts';
import type { SaveConnection } from '../../../../shared/contract/connections.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { Connection } from '../../../../shared/run/connection.ts';
import { hostOfUrl, isPrivateHost } from '../../lib/hosts.ts';
import { connectionTexts as t } from '../../texts/connections.ts';

/** One input of the form: a credential of the chosen authentication, or a setting of the connector. */
export interface FormField {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly kind: ConnectionField['type'];
  readonly required: boolean;
  /** The default as text, '' without one. */
  readonly placeholder: string;
  readonly options: readonly string[];
}

/** What stands in the form, as text; switches hold `true` or `false`. Secrets stand here only while it is open. */
export interface FormValues {
  readonly name: string;
  readonly auth: string;
  readonly texts: ReadonlyMap<string, string>;
  /** Stored secrets that are to be removed. */
  readonly cleared: ReadonlySet<string>;
  readonly hosts: readonly string[];
}

/** The inputs for settings. */
export const settingFields = (config: Manifest['connectionConfig']): readonly FormField[] =>
  Object.entries(config).map(([id, field]) => ({
    id,
    title: field.title ?? id,
    description: field.description ?? '',
    kind: field.type,
    required: field.required === true && field.default === undefined,
    placeholder: field.default === undefined ? '' : String(field.default),
    options: field.options ?? [],
  }));

/** The inputs for a way of authentication, credentials first. */
export function formFields(manifest: Manifest, auth: string): readonly FormField[] {
  const authentication = manifest.authentication.find((one) => one.id === auth);
  const credentials: FormField[] = (authentication ? authFields(authentication) : []).map((field) => ({
    id: field.id,
    title: field.title,
    description: '',
    kind: field.secret ? 'secret' : 'string',
    required: field.required,
    placeholder: '',
    options: [],
  }));
  return [...credentials, ...settingFields(manifest.connectionConfig)];
}

/** The form for a connection, or for a new one like it under another name. Stored secrets are never in it. */
export function firstValues(manifest: Manifest, connection: Connection | undefined, name?: string): FormValues {
  return {
    name: name ?? connection?.name ?? '',
    auth: connection?.auth ?? manifest.authentication[0]?.id ?? '',
    texts: new Map(Object.entries(connection?.fields ?? {}).map(([id, value]) => [id, String(value)])),
    cleared: new Set(),
    hosts: connection?.allowedHosts ?? [],
  };
}

/** Whether the form holds something that is not saved. */
export function isChanged(now: FormValues, before: FormValues): boolean {
  const texts = ({ texts: map }: FormValues) => JSON.stringify([...map].filter(([, text]) => text !== '').sort());
  return (
    now.name !== before.name ||
    now.auth !== before.auth ||
    now.cleared.size > 0 ||
    now.hosts.join() !== before.hosts.join() ||
    texts(now) !== texts(before)
  );
}

/** A name that no connection has yet, made from another one's. */
export function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  for (let number = 2; ; number++) if (!taken.includes(`${wanted} ${number}`)) return `${wanted} ${number}`;
}

/**
 * Hosts on this machine or a private network that the connector wants and the connection does not grant yet: those of
 * the manifest and of settings that hold an address (policy P1).
 */
export function hostsToOffer(manifest: Manifest, values: FormValues, further?: string): readonly string[] {
  const addresses = Object.entries(manifest.connectionConfig).flatMap(([id, field]) => {
    const text = values.texts.get(id)?.trim() || (typeof field.default === 'string' ? field.default : '');
    return hostOfUrl(text) ?? [];
  });
  const wanted = new Set([...manifest.hosts, ...addresses].filter(isPrivateHost));
  if (further !== undefined) wanted.add(further);
  return [...wanted].filter((host) => !values.hosts.includes(host));
}

/** The value of a setting that was typed; fails with the field's id where it is none. */
export function settingOf(field: FormField, text: string): Result<string | number | boolean> {
  if (field.kind === 'boolean') return ok(text === 'true');
  if (field.kind !== 'number') return ok(text);
  const value = Number(text);
  return text.trim() !== '' && Number.isFinite(value)
    ? ok(value)
    : fail('input', field.id, t.form.noNumber(field.title));
}

/**
 * What to save, or what is wrong with one field (its id is the failure's code; `name` and `hosts` are the others).
 * A secret left empty keeps its stored value.
 */
export function connectionInput(
  connector: string,
  fields: readonly FormField[],
  values: FormValues,
  stored: ReadonlySet<string>,
): Result<SaveConnection> {
  const name = values.name.trim();
  if (name === '' || name.length > 80) return fail('input', 'name', t.form.badName);
  const settings = new Map<string, string | number | boolean>();
  const secrets = new Map<string, string>();
  for (const field of fields) {
    const text = values.texts.get(field.id) ?? '';
    if (text === '') {
      if (field.kind === 'boolean' && field.required) settings.set(field.id, false);
      const isKept = field.kind === 'secret' && stored.has(field.id) && !values.cleared.has(field.id);
      if (field.required && !isKept && field.kind !== 'boolean')
        return fail('input', field.id, t.form.needed(field.title));
      if (values.cleared.has(field.id)) secrets.set(field.id, '');
      continue;
    }
    if (field.kind === 'secret') secrets.set(field.id, text);
    else {
      const setting = settingOf(field, text);
      if (!setting.ok) return setting;
      settings.set(field.id, setting.value);
    }
  }
  const wrong = values.hosts.find((host) => !hostPattern.safeParse(host).success);
  if (wrong !== undefined) return fail('input', 'hosts', t.form.badHost(wrong));
  return ok({
    connector,
    name,
    auth: values.auth,
    fields: Object.fromEntries(settings),
    secrets: Object.fromEntries(secrets),
    allowedHosts: [...values.hosts],
  });
}
