import type { InstallAuth, InstallAuthType, InstallForm } from '../../../../shared/connector/install-form.ts';
import { marketplaceLimits } from '../../../../shared/limits.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { installTexts as texts } from '../../texts/tenants.ts';
import { type FormField, settingFields, settingOf } from '../connections/form.ts';

/** What stands in the form of an installation but secrets; `texts` by the id of the field. */
export interface InstallValues {
  readonly name: string;
  readonly auth: InstallAuthType;
  readonly texts: ReadonlyMap<string, string>;
}

/** Secrets by the id of the field. They stand in the form that asks for them, and nowhere else. */
export type InstallSecrets = ReadonlyMap<string, string>;
export const noSecrets: InstallSecrets = new Map();

type Config = Record<string, string | number | boolean>;

const field = (id: string, title: string, secret: boolean, required: boolean, description = ''): FormField => ({
  id,
  title,
  description,
  kind: secret ? 'secret' : 'string',
  required,
  placeholder: '',
  options: [],
});

function credentialFields(form: InstallForm, type: InstallAuthType): readonly FormField[] {
  switch (type) {
    case 'none':
      return [];
    case 'api_key': {
      const keys = form.auth.find((one) => one.type === type)?.keys ?? [];
      return [
        field('auth.key', texts.key, true, true, texts.once),
        ...keys.map((key) => field(`auth.keys.${key}`, key, true, true, texts.once)),
      ];
    }
    case 'basic':
      return [
        field('auth.username', texts.user, false, true),
        field('auth.password', texts.password, true, true, texts.once),
      ];
    case 'oauth2':
      return [
        field('auth.client_id', texts.clientId, false, false, texts.clientHint),
        field('auth.client_secret', texts.clientSecret, true, false, texts.once),
        field('auth.scopes', texts.scopes, false, false),
      ];
  }
}

const settings = (form: InstallForm): readonly FormField[] =>
  settingFields(form.config).map((one) => ({ ...one, id: `config.${one.id}` }));

/** The inputs of an installation, credentials first. */
export const installFields = (form: InstallForm, type: InstallAuthType): readonly FormField[] => [
  ...credentialFields(form, type),
  ...settings(form),
];

/** An empty form. */
export const firstInstall = (form: InstallForm): InstallValues => ({
  name: '',
  auth: form.auth[0]?.type ?? 'none',
  texts: new Map(),
});

/** The credentials that were typed. The caller has seen to it that what is needed is there. */
function authOf(form: InstallForm, type: InstallAuthType, typed: (id: string) => string): InstallAuth {
  const given = (name: string) => {
    const text = typed(`auth.${name}`);
    return text === '' ? {} : { [name]: text };
  };
  switch (type) {
    case 'none':
      return { type };
    case 'api_key': {
      const keys = form.auth.find((one) => one.type === type)?.keys ?? [];
      const key = typed('auth.key');
      if (keys.length === 0) return { type, key };
      return { type, key, keys: Object.fromEntries(keys.map((one) => [one, typed(`auth.keys.${one}`)])) };
    }
    case 'basic':
      return { type, username: typed('auth.username'), password: typed('auth.password') };
    case 'oauth2':
      return { type, ...given('client_id'), ...given('client_secret'), ...given('scopes') };
  }
}

/** What an installation is asked with, or what is wrong with one field, whose id is the failure's code. */
export function installInput(
  form: InstallForm,
  values: InstallValues,
  secrets: InstallSecrets,
): Result<{ readonly name?: string; readonly auth: InstallAuth; readonly config: Config }> {
  const typed = (id: string): string => secrets.get(id) ?? values.texts.get(id) ?? '';
  const config = new Map<string, string | number | boolean>();
  const own = new Set(settings(form).map(({ id }) => id));
  for (const one of installFields(form, values.auth)) {
    const text = typed(one.id);
    if (text === '') {
      if (one.required && one.kind !== 'boolean') return fail('input', one.id, texts.needed(one.title));
      if (one.required) config.set(one.id.slice('config.'.length), false);
      continue;
    }
    if (!own.has(one.id)) continue;
    const setting = settingOf(one, text);
    if (!setting.ok) return setting;
    config.set(one.id.slice('config.'.length), setting.value);
  }
  const name = values.name.trim().slice(0, marketplaceLimits.connectorNameChars);
  return ok({
    ...(name === '' ? {} : { name }),
    auth: authOf(form, values.auth, typed),
    config: Object.fromEntries(config),
  });
}
