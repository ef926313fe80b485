const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY'];
const OTHERS = ['NODE_EXTRA_CA_CERTS', 'NODE_USE_SYSTEM_CA', 'NODE_USE_ENV_PROXY'];

/**
 * Names of the variables that are set here and would change where requests go or whom they trust, were they heard: only the
 * settings of the studio do (A68).
 */
export function ignoredVariables(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const names = [...PROXIES.flatMap((name) => [name, name.toLowerCase()]), ...OTHERS];
  const set = names.filter((name) => (environment[name] ?? '') !== '');
  return environment.NODE_TLS_REJECT_UNAUTHORIZED === '0' ? [...set, 'NODE_TLS_REJECT_UNAUTHORIZED'] : set;
}

/** What the user is told of them; undefined where there is none. */
export function ignoredSentence(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const ignored = ignoredVariables(environment);
  if (ignored.length === 0) return undefined;
  const one = ignored.length === 1;
  return `${ignored.join(', ')} ${one ? 'is' : 'are'} set in the environment and ${one ? 'is' : 'are'} not heard: proxies and authorities are set in the settings of the studio.`;
}
