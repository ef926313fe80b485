import { browserHostLimits } from '../shared/limits.ts';
import { digest, isSame, newSecret } from './secret.ts';

interface Issued {
  readonly digest: Buffer;
  readonly expires: number;
}

/**
 * Tokens of single WebSockets: a page that holds a session asks for one, and the first frame of its socket shows it. It works
 * once, for a short time, and with that session only (A81, A92).
 */
export class TabTokens {
  private issued: readonly Issued[] = [];
  private readonly now: () => number;

  /** @param now a clock in ms that never jumps */
  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  issue(session: string): string {
    const token = newSecret();
    const expires = this.now() + browserHostLimits.tabTokenMs;
    this.issued = [...this.issued, { digest: digest(`${session}.${token}`), expires }].slice(
      -browserHostLimits.tabTokens,
    );
    return token;
  }

  /** Uses a token up; true where it was good. */
  use(token: string, session: string): boolean {
    const given = digest(`${session}.${token}`);
    const found = this.issued.filter((one) => isSame(one.digest, given));
    this.issued = this.issued.filter((one) => !found.includes(one) && one.expires >= this.now());
    return found.some((one) => one.expires >= this.now());
  }
}
