import type { AuthorizeWatch } from '../../studio/authorize.ts';

/** A person's browser, as far as an authorization needs one: follows redirects and keeps cookies of one host. */
export class TestBrowser {
  private readonly cookies = new Map<string, string>();

  /** Opens an address and follows where it leads; gives the last answer, which is a redirect only beyond `stopBefore`. */
  async open(address: string, form?: Readonly<Record<string, string>>, stopBefore = ' '): Promise<TestPage> {
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
      this.cookies.set(name, value);
    }
    const to = response.headers.get('location');
    const text = await response.text();
    if (to === null) return { url: address, status: response.status, text, headers: response.headers };
    const next = new URL(to, address).href;
    if (next.startsWith(stopBefore)) return { url: next, status: response.status, text, headers: response.headers };
    return this.open(next, undefined, stopBefore);
  }
}

export interface TestPage {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** Types the code of a device flow at its address and confirms it, as the pages of the provider want it. */
export async function typeCode(verificationUrl: string, userCode: string): Promise<TestPage> {
  const browser = new TestBrowser();
  const hidden = (text: string): string => /name="xsrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const first = await browser.open(verificationUrl);
  const second = await browser.open(verificationUrl, { xsrf: hidden(first.text), user_code: userCode });
  const form = { xsrf: hidden(second.text), user_code: userCode, confirm: 'yes' };
  return browser.open(verificationUrl, form);
}

/** What the person's browser does with the address that it is to open. */
export const opening =
  (browse: (url: string) => unknown): AuthorizeWatch['onStep'] =>
  (step) => {
    if (step.kind === 'open') void browse(step.url);
  };

/** Opens an address as a person does who allows everything. */
export const open = (url: string): Promise<TestPage> => new TestBrowser().open(url);
