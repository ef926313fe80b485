import { manifestSchema } from '../../../../shared/connector/manifest.ts';
import { withMembers } from '../../../../shared/json/members.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { manifestTexts as texts } from '../../texts/manifest.ts';

/** A JSON object of connector.json as it is written there, with members that nobody here knows. */
export type Raw = Readonly<Record<string, unknown>>;

/** A setting of connections with the name it is stored under. */
export interface SettingDraft {
  /** Stays the same while the name is typed. */
  readonly key: string;
  readonly id: string;
  readonly field: Raw;
}

/** A way to authenticate. */
export interface AuthDraft {
  readonly key: string;
  readonly auth: Raw;
}

/** What the form of the manifest holds. */
export interface ManifestDraft {
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly kind: string;
  readonly executionModel: string;
  readonly category: string;
  readonly tags: readonly string[];
  readonly hosts: readonly string[];
  readonly authentication: readonly AuthDraft[];
  readonly connectionConfig: readonly SettingDraft[];
  readonly allowAiAutoFixCode: boolean;
}

const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of a member as text, '' where it is none. */
export const textOf = (raw: Raw, name: string): string => {
  const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
  return typeof value === 'string' ? value : '';
};

/** The value of a member as a list of texts. */
export const textsOf = (raw: Raw, name: string): readonly string[] => {
  const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
};

/** A copy with one member set; '' and an empty list take it out. */
export function withMember(raw: Raw, name: string, value: unknown): Raw {
  const { [name]: _before, ...rest } = raw;
  const isEmpty = value === '' || value === undefined || (Array.isArray(value) && value.length === 0);
  if (isEmpty) return rest;
  return Object.hasOwn(raw, name) ? { ...raw, [name]: value } : { ...rest, [name]: value };
}

/** The manifest in the text of connector.json; fails where the text is no manifest, with the sentence for the person. */
export function rawManifest(text: string): Result<Raw> {
  try {
    const value: unknown = JSON.parse(text);
    if (isRaw(value)) return ok(value);
  } catch {
    // The sentence below is for both.
  }
  return fail('input', 'bad_manifest', texts.notJson);
}

let made = 0;
const newKey = (): string => `${++made}`;

/** A list item of the form. */
export const authDraft = (auth: Raw): AuthDraft => ({ key: newKey(), auth });
export const settingDraft = (id: string, field: Raw): SettingDraft => ({ key: newKey(), id, field });

/** The form for a manifest. */
export function draftOf(raw: Raw): ManifestDraft {
  const authentication = Array.isArray(raw.authentication) ? raw.authentication.filter(isRaw) : [];
  const settings = isRaw(raw.connectionConfig) ? Object.entries(raw.connectionConfig) : [];
  return {
    name: textOf(raw, 'name'),
    description: textOf(raw, 'description'),
    version: textOf(raw, 'version'),
    kind: textOf(raw, 'kind'),
    executionModel: textOf(raw, 'executionModel'),
    category: textOf(raw, 'category'),
    tags: textsOf(raw, 'tags'),
    hosts: textsOf(raw, 'hosts'),
    authentication: authentication.map(authDraft),
    connectionConfig: settings.flatMap(([id, field]) => (isRaw(field) ? [settingDraft(id, field)] : [])),
    allowAiAutoFixCode: raw.allowAiAutoFixCode === true,
  };
}

const optional = new Set(['category', 'tags']);

/** The members that the form sets otherwise than they stand; undefined takes one out. */
export function changesOf(raw: Raw, draft: ManifestDraft): ReadonlyMap<string, unknown> {
  const values: Raw = {
    ...draft,
    authentication: draft.authentication.map(({ auth }) => auth),
    connectionConfig: Object.fromEntries(draft.connectionConfig.map(({ id, field }) => [id, field])),
  };
  const changes = new Map<string, unknown>();
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  for (const [name, value] of Object.entries(values)) {
    const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
    const wanted = optional.has(name) && isEmpty ? undefined : value;
    const isDefault = name === 'allowAiAutoFixCode' && value === false && raw[name] === undefined;
    if (!same(raw[name], wanted) && !isDefault) changes.set(name, wanted);
  }
  return changes;
}

/** What is wrong with the form: the first message by the place, such as `name` or `authentication.0.param`. */
export function problemsOf(raw: Raw, draft: ManifestDraft): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  const ids = draft.connectionConfig.map(({ id }) => id);
  for (const [at, id] of ids.entries()) {
    if (id === '') problems.set(`setting.${at}`, texts.nameMissing);
    else if (ids.indexOf(id) !== at) problems.set(`setting.${at}`, texts.nameTwice);
  }
  const auths = draft.authentication.map(({ auth }) => textOf(auth, 'id'));
  for (const [at, id] of auths.entries())
    if (id !== '' && auths.indexOf(id) !== at) problems.set(`authentication.${at}.id`, texts.nameTwice);
  const parsed = manifestSchema.safeParse({ ...raw, ...Object.fromEntries(changesOf(raw, draft)) });
  for (const issue of parsed.success ? [] : parsed.error.issues) {
    const place = issue.path.map(String).join('.');
    if (!problems.has(place)) problems.set(place, issue.message.replace(/^Invalid input: /, ''));
  }
  return problems;
}

/** The first problem at a place or within it. */
export function problemAt(problems: ReadonlyMap<string, string>, place: string): string | undefined {
  for (const [at, message] of problems) if (at === place || at.startsWith(`${place}.`)) return message;
  return undefined;
}

/** The text of connector.json with what the form changed; all else stays as it was written. Fails where the text is no manifest. */
export function patchedManifest(text: string, changes: ReadonlyMap<string, unknown>): Result<string> {
  const patched = withMembers(text, changes, Object.keys(manifestSchema.shape));
  return patched === undefined ? fail('input', 'bad_manifest', texts.notJson) : ok(patched);
}
