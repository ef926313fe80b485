import { browserHostLimits } from '../shared/limits.ts';
import { digest, isSame, newSecret } from './secret.ts';

/**
 * Who may use the host: whoever opened a launch address, once, within its time, holds a session from then on. Only
 * digests are kept, and comparing them takes the same time whatever was guessed (A83, A90).
 */
export class Sessions {
  private launch: { readonly digest: Buffer; readonly expires: number } | undefined;
  private open: readonly Buffer[] = [];
  private readonly now: () => number;

  /** @param now a clock in ms that never jumps */
  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  /** A launch token that works once within its time; one made before stops working. */
  newLaunchToken(): string {
    const token = newSecret();
    this.launch = { digest: digest(token), expires: this.now() + browserHostLimits.launchTokenMs };
    return token;
  }

  /** Uses up the launch token and gives the secret of a new session; undefined where the token is of no use. */
  exchange(token: string): string | undefined {
    const { launch } = this;
    if (launch === undefined || !isSame(digest(token), launch.digest)) return undefined;
    this.launch = undefined;
    if (this.now() > launch.expires) return undefined;
    const session = newSecret();
    this.open = [...this.open, digest(session)].slice(-browserHostLimits.sessions);
    return session;
  }

  /** True where the secret belongs to an open session. */
  has(session: string | undefined): boolean {
    const given = digest(session ?? '');
    return this.open.reduce((found, known) => isSame(given, known) || found, false);
  }

  /** Ends a session: its cookie is of no use from then on (A91). */
  end(session: string): void {
    const given = digest(session);
    this.open = this.open.filter((known) => !isSame(given, known));
  }
}
