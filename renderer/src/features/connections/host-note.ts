import { isPrivateHost } from '../../lib/hosts.ts';
import { connectionTexts as t } from '../../texts/connections.ts';

/** What a person should know of a host that is allowed; `wide` grants are worth a second look. */
export interface HostNote {
  readonly text: string;
  readonly wide: boolean;
}

const machine = /^(localhost|127\.|\[::1\]|[^.]+\.localhost|0\.)/;
const metadata = /^(169\.254\.169\.254|\[fd00:ec2::254\]|metadata\.google\.internal)(:\d+)?$/;
/** Second parts of names below which everybody has a host, such as `co.uk`: the common ones, for a hint. */
const shared = /^(com|co|net|org|gov|edu|ac)\.[a-z]{2}$/;

/** What a host pattern means, where there is something to say. */
export function hostNote(pattern: string): HostNote | undefined {
  const host = pattern.toLowerCase();
  if (metadata.test(host)) return { text: t.hosts.metadata, wide: true };
  if (host.startsWith('*.')) {
    const below = host.slice(2).replace(/:\d+$/, '');
    const wide = !below.includes('.') || shared.test(below);
    return { text: wide ? t.hosts.wide : t.hosts.pattern, wide };
  }
  if (machine.test(host)) {
    const anyPort = !/:\d+$/.test(host);
    return { text: anyPort ? t.hosts.anyPort : t.hosts.machine, wide: anyPort };
  }
  return isPrivateHost(host) ? { text: t.hosts.network, wide: false } : undefined;
}
