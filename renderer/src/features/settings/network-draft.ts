import { hostPattern } from '../../../../shared/connector/names.ts';
import type { ChangeSettings, ShownSettings } from '../../../../shared/contract/settings.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { authorityName, proxyAddress, trustedHost } from '../../../../shared/settings.ts';
import { networkTexts as t } from '../../texts/network.ts';

/** A certificate authority as the form holds it; `subject` is absent for one that is not saved. */
export interface DraftAuthority {
  readonly name: string;
  readonly pem: string;
  readonly subject?: string;
  readonly validTo?: string;
}

/** The network settings as they stand in the form. The password is only what was typed, never what is stored. */
export interface NetworkDraft {
  readonly useProxy: boolean;
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly forgetPassword: boolean;
  readonly bypass: readonly string[];
  readonly resolveAtProxy: boolean;
  readonly authorities: readonly DraftAuthority[];
  readonly trusted: readonly string[];
}

/** The form for settings as they are stored. */
export function draftOf({ network: { proxy, authorities, insecureHosts } }: ShownSettings): NetworkDraft {
  return {
    useProxy: proxy !== undefined,
    url: proxy?.url ?? '',
    username: proxy?.username ?? '',
    password: '',
    forgetPassword: false,
    bypass: proxy?.bypass ?? [],
    resolveAtProxy: proxy?.resolveAtProxy ?? false,
    authorities: authorities.map(({ name, pem, subject, validTo }) => ({ name, pem, subject, validTo })),
    trusted: insecureHosts,
  };
}

export const isDraftChanged = (draft: NetworkDraft, stored: ShownSettings): boolean =>
  JSON.stringify(draft) !== JSON.stringify(draftOf(stored));

const first = (error: { readonly issues: readonly { readonly message: string }[] }): string =>
  error.issues[0]?.message ?? '';

/** What to save, or what is wrong; the failure's code is the field: `url`, `bypass`, `trusted`. */
export function changeOf(draft: NetworkDraft): Result<ChangeSettings> {
  const authorities = draft.authorities.map(({ name, pem }) => ({ name, pem }));
  const rest = { authorities, insecureHosts: [...draft.trusted] };
  if (!draft.useProxy) return ok({ network: rest });
  const url = proxyAddress.safeParse(draft.url.trim().replace(/\/$/, ''));
  if (!url.success) return fail('input', 'url', first(url.error));
  const wrong = draft.bypass.find((host) => !hostPattern.safeParse(host).success);
  if (wrong !== undefined)
    return fail('input', 'bypass', `${wrong}: ${first(hostPattern.safeParse(wrong).error ?? { issues: [] })}`);
  const { username, password, forgetPassword, resolveAtProxy } = draft;
  const secret = password !== '' ? { password } : forgetPassword ? { password: '' } : {};
  return ok({
    network: {
      ...rest,
      proxy: {
        url: url.data,
        ...(username.trim() === '' ? {} : { username: username.trim() }),
        ...secret,
        bypass: [...draft.bypass],
        resolveAtProxy,
      },
    },
  });
}

/** The draft with a further authority, or what is wrong with it: code `name` or `pem`. */
export function withAuthority(draft: NetworkDraft, name: string, pem: string): Result<NetworkDraft> {
  const checked = authorityName.safeParse(name.trim());
  if (!checked.success) return fail('input', 'name', first(checked.error));
  if (draft.authorities.some((one) => one.name === checked.data)) return fail('input', 'name', t.authorities.nameTaken);
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) return fail('input', 'pem', t.authorities.privateKey);
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) return fail('input', 'pem', t.authorities.noCertificate);
  return ok({ ...draft, authorities: [...draft.authorities, { name: checked.data, pem }] });
}

/** The draft with a further server whose certificate is not verified, or what is wrong: code `trusted`. */
export function withTrusted(draft: NetworkDraft, host: string): Result<NetworkDraft> {
  const checked = trustedHost.safeParse(host.trim().toLowerCase());
  if (!checked.success) return fail('input', 'trusted', first(checked.error));
  return ok({ ...draft, trusted: [...new Set([...draft.trusted, checked.data])] });
}

const soonMs = 30 * 24 * 60 * 60_000;

/** Whether a certificate has ended, or ends within thirty days. */
export function validity(validTo: string | undefined, now: number): 'fresh' | 'good' | 'soon' | 'ended' {
  const end = Date.parse(validTo ?? '');
  if (Number.isNaN(end)) return 'fresh';
  if (end < now) return 'ended';
  return end - now < soonMs ? 'soon' : 'good';
}
