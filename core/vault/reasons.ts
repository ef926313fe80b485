import { vaultLimits } from '../../shared/limits.ts';
import { reasonOf } from '../../shared/result.ts';

/** Why a keychain cannot be used. */
export type KeychainProblem =
  | 'no-library'
  | 'no-session-bus'
  | 'no-secret-service'
  | 'locked'
  | 'timed-out'
  | 'not-kept'
  | 'failed';

/** A step of the keychain took longer than it may. */
export class KeychainTimeout extends Error {
  constructor(ms: number) {
    super(`no answer in ${ms} ms`);
    this.name = 'KeychainTimeout';
  }
}

/** The keychain took a secret but does not give it back. */
export class KeychainForgets extends Error {
  constructor() {
    super('a value that was stored was not read back');
    this.name = 'KeychainForgets';
  }
}

/** What libsecret, the D-Bus library and the loader say, one pattern per problem. */
const patterns: readonly (readonly [RegExp, KeychainProblem])[] = [
  [/native addon|cannot open shared object|cannot find module|keytar\.node|is not a function/i, 'no-library'],
  [/not provided by any \.service|ServiceUnknown|no such secret service/i, 'no-secret-service'],
  [/autolaunch D-Bus|could not connect|DBUS_SESSION_BUS_ADDRESS|connection refused|no such file/i, 'no-session-bus'],
  [/locked|collection\/login|dismissed|prompt|interaction is not allowed|user canceled/i, 'locked'],
  [/timeout was reached|timed out/i, 'timed-out'],
];

/** Which problem an error of the keychain stands for (A106). */
export function classifyProblem(error: unknown): KeychainProblem {
  if (error instanceof KeychainTimeout) return 'timed-out';
  if (error instanceof KeychainForgets) return 'not-kept';
  const message = reasonOf(error);
  return patterns.find(([pattern]) => pattern.test(message))?.[1] ?? 'failed';
}

/** The cause and the remedy, without a full stop; `error` is quoted only where nothing better is known. */
export function describeProblem(error: unknown, timeoutMs: number = vaultLimits.operationMs): string {
  const problem = classifyProblem(error);
  switch (problem) {
    case 'no-library':
      return 'the keychain library cannot be loaded; on Debian and Ubuntu install libsecret-1-0';
    case 'no-session-bus':
      return 'there is no D-Bus session to reach a keychain by; start the studio in a desktop session or under dbus-run-session';
    case 'no-secret-service':
      return 'no keychain service runs in this session; start gnome-keyring or KWallet';
    case 'locked':
      return 'the keychain is locked; unlock it and start the studio again';
    case 'timed-out':
      return `the keychain did not answer within ${timeoutMs / 1000} seconds; see whether it waits for a password`;
    case 'not-kept':
      return 'the keychain does not keep what is stored in it; check its settings';
    case 'failed': {
      const message = reasonOf(error);
      return `the keychain failed (${message.replace(/\s+/g, ' ').slice(0, 200)})`;
    }
  }
}
