import { createServer } from 'node:http';
import type { Browser, BrowserContext } from '@playwright/test';
import { contentSecurityPolicy } from '../shared/security.ts';
import { test as base, expect } from './fixtures.ts';
import { type HostProgram, launchChromium, startHostProgram } from './hosts/browser.ts';
import { Workbench } from './pages/workbench.ts';

interface Fixtures {
  host: HostProgram;
  context: BrowserContext;
  /** Another server of this machine: its origin by address and by a name, and the addresses asked of it. */
  foreign: { readonly port: number; readonly hits: string[] };
}

const test = base.extend<Fixtures, { chromiumWithNames: Browser }>({
  chromiumWithNames: [
    async ({ browserName: _ }, use) => {
      // The browser's own defence is off, so that the host's is what is tested.
      const browser = await launchChromium([
        '--host-resolver-rules=MAP *.test 127.0.0.1',
        '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests',
      ]);
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ chromiumWithNames, faults }, use) => {
    const context = await chromiumWithNames.newContext();
    await faults.watch(context);
    await use(context);
    await context.close();
  },
  host: async ({ workspace }, use) => {
    const host = await startHostProgram({ workspace });
    await use(host);
    await host.stop();
  },
  foreign: async ({ browserName: _ }, use) => {
    const hits: string[] = [];
    const server = createServer((request, response) => {
      hits.push(request.url ?? '');
      response.writeHead(200, { 'content-type': 'text/html' }).end('<title>foreign</title>');
    });
    server.on('upgrade', (request, socket) => {
      hits.push(request.url ?? '');
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    await use({ port: address.port, hits });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
});

const originOf = (host: HostProgram): string => new URL(host.url).origin;

test('A83: the launch address works once and leaves no token behind', async ({ context, host }) => {
  const page = await context.newPage();
  await page.goto(host.url);
  await expect(page).toHaveTitle('Connector Studio');
  expect(page.url()).toBe(`${originOf(host)}/`);
  const token = new URL(host.url).searchParams.get('token') ?? '';
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', name: `studio-${new URL(host.url).port}` });
  expect(cookie?.value).not.toBe(token);

  // A91: neither secret is anywhere that a script can read.
  const readable = await page.evaluate(async () =>
    JSON.stringify([
      document.cookie,
      { ...localStorage },
      { ...sessionStorage },
      document.documentElement.outerHTML,
      document.referrer,
      await caches.keys(),
      await indexedDB.databases(),
    ]),
  );
  expect(readable).not.toContain(token);
  expect(readable).not.toContain(cookie?.value);

  const second = await context.browser()?.newPage();
  const reply = await second?.goto(host.url);
  expect(reply?.status()).toBe(401);
  await second?.close();

  await page.reload();
  await expect(page).toHaveTitle('Connector Studio');
});

test('the interface asks its own host only', async ({ context, host }) => {
  const page = await context.newPage();
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${originOf(host)}/`) && !request.url().startsWith('data:')) {
      elsewhere.push(request.url());
    }
  });
  await page.goto(host.url);
  await expect(page).toHaveTitle('Connector Studio');
  await expect(page.locator('#root')).not.toBeEmpty();
  await page.waitForLoadState('networkidle');
  expect(elsewhere).toEqual([]);
});

test('A74: the content policy holds: no script, eval or markup from text, no foreign connection', async ({
  context,
  host,
  foreign,
  faults,
}) => {
  faults.allow(/^content policy: (require-trusted-types-for|trusted-types|connect-src|img-src|form-action|base-uri) /);
  const page = await context.newPage();
  const reply = await page.goto(host.url);
  expect(reply?.headers()['content-security-policy']).toBe(contentSecurityPolicy);
  const outcome = await page.evaluate(async (port) => {
    const broken = new Set<string>();
    document.addEventListener('securitypolicyviolation', (event) => broken.add(event.effectiveDirective));
    const refused = (action: () => unknown) => {
      try {
        action();
        return false;
      } catch {
        return true;
      }
    };
    const element = document.createElement('div');
    const texts = {
      script: refused(() => {
        document.createElement('script').textContent = 'window.injected = true';
      }),
      markup: refused(() => {
        element.innerHTML = '<img src=x onerror="window.injected = true">';
      }),
      document: refused(() => new DOMParser().parseFromString('<p>', 'text/html')),
      frame: refused(() => {
        document.createElement('iframe').srcdoc = '<p>';
      }),
      worker: refused(() => new Worker(`http://127.0.0.1:${port}/worker.js`)),
      timer: refused(() => setTimeout('window.injected = true')),
      policy: refused(() =>
        (
          window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
        ).trustedTypes.createPolicy('mine', {}),
      ),
    };
    const handler = document.createElement('button');
    refused(() => handler.setAttribute('onclick', 'window.injected = true'));
    document.body.append(handler);
    handler.click();
    const base = document.createElement('base');
    base.href = `http://127.0.0.1:${port}/`;
    document.head.append(base);
    const form = document.createElement('form');
    form.action = `http://127.0.0.1:${port}/form`;
    document.body.append(form);
    form.submit();
    await fetch(`http://127.0.0.1:${port}/leak`).catch(() => undefined);
    new Image().src = `http://127.0.0.1:${port}/leak.png`;
    // A form is looked at after the script; on a busy machine that takes a while.
    for (let wait = 0; wait < 50 && !broken.has('form-action'); wait++)
      await new Promise((resolve) => setTimeout(resolve, 200));
    // Only now: while the test's own call lasts, the inspector lets it evaluate text.
    Object.assign(texts, { eval: refused(() => new Function('window.injected = true')()) });
    return { texts, broken: [...broken].sort(), injected: 'injected' in window, base: document.baseURI };
  }, foreign.port);
  expect(Object.entries(outcome.texts).filter(([, refused]) => !refused)).toEqual([]);
  expect(outcome).toMatchObject({ injected: false, base: `${originOf(host)}/` });
  expect(outcome.broken).toEqual(
    expect.arrayContaining(['base-uri', 'connect-src', 'form-action', 'img-src', 'require-trusted-types-for']),
  );
  expect(foreign.hits).toEqual([]);
});

for (const name of ['evil.test', '127.0.0.1']) {
  test(`A81, A82, A89: a page at ${name} on another port reaches nothing`, async ({
    context,
    host,
    foreign,
    faults,
  }) => {
    faults.allow(/^content policy: frame-ancestors /);
    const own = await context.newPage();
    await own.goto(host.url);
    await expect(own).toHaveTitle('Connector Studio');

    const page = await context.newPage();
    await page.goto(`http://${name}:${foreign.port}/`);
    const outcome = await page.evaluate(async (origin) => {
      const socket = (address: string) =>
        new Promise<string>((resolve) => {
          const line = new WebSocket(address);
          line.onopen = () => resolve('open');
          line.onerror = () => resolve('refused');
        });
      const load = (tag: 'img' | 'script', address: string) =>
        new Promise<string>((resolve) => {
          const element = document.createElement(tag);
          element.onload = () => resolve('loaded');
          element.onerror = () => resolve('refused');
          element.src = address;
          document.head.append(element);
        });
      return {
        socket: await socket(`${origin.replace('http', 'ws')}/rpc`),
        fetch: await fetch(origin, { credentials: 'include' }).then(
          () => 'read',
          () => 'refused',
        ),
        image: await load('img', `${origin}/icon.svg`),
        script: await load('script', `${origin}/assets/index.js`),
      };
    }, originOf(host));
    expect(outcome).toEqual({ socket: 'refused', fetch: 'refused', image: 'refused', script: 'refused' });

    await page.evaluate((origin) => {
      document.body.innerHTML = `<iframe src="${origin}/"></iframe>`;
    }, originOf(host));
    await page.waitForTimeout(500);
    for (const frame of page.frames()) expect(await frame.title()).not.toBe('Connector Studio');

    // A form of another page cannot write, get a token or end the session.
    for (const path of ['/rpc', '/tab', '/log-out']) {
      await page.goto(`http://${name}:${foreign.port}/`);
      const posted = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.evaluate((address) => {
        document.body.innerHTML = `<form method="post" enctype="text/plain" action="${address}"></form>`;
        document.querySelector('form')?.submit();
      }, originOf(host) + path);
      expect((await posted).status()).toBe(403);
      await page.waitForURL(originOf(host) + path);
    }

    // The user's own page goes on.
    await own.reload();
    await expect(own).toHaveTitle('Connector Studio');
  });
}

test('A80: a name that leads to this machine is refused', async ({ context, host }) => {
  const page = await context.newPage();
  await page.goto(host.url);
  const { port } = new URL(host.url);
  const reply = await page.goto(`http://evil.test:${port}/`);
  expect(reply?.status()).toBe(403);
  await expect(page).not.toHaveTitle('Connector Studio');
});

test('A91: who logs out is out, in every tab', async ({ context, host }) => {
  const [page, other] = [await context.newPage(), await context.newPage()];
  await page.goto(host.url);
  await other.goto(originOf(host));
  await expect(other.getByText('No connectors yet').first()).toBeVisible();
  await new Workbench(page).command('Log out of this browser host');
  await expect(page.getByText('Connector Studio runs here.')).toBeVisible();
  expect(await context.cookies()).toEqual([]);
  const reply = await other.reload();
  expect(reply?.status()).toBe(401);
});

test('A85: no server is taken from the address', async ({ context, host, foreign }) => {
  const page = await context.newPage();
  await page.goto(host.url);
  const trap = `127.0.0.1:${foreign.port}`;
  const { origin } = new URL(host.url);
  await page.goto(
    `${origin}/?gatewayUrl=ws://${trap}/&host=${trap}&api=http://${trap}&next=http://${trap}#api=${trap}`,
  );
  await expect(page).toHaveTitle('Connector Studio');
  await page.waitForTimeout(500);
  expect(foreign.hits).toEqual([]);
});
