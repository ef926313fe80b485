import { expect, test } from 'vitest';
import { trustedMarkup, trustedScript } from './trusted-types.ts';

test('A74: style sheets become markup, elements do not', () => {
  expect(trustedMarkup('.a > .b { color: red }')).toBe('.a > .b { color: red }');
  const elements = ['<img src=x onerror=alert(1)>', ':root{}</style><script>alert(1)</script>', '<', '\u0000<b>'];
  expect(elements.map(trustedMarkup)).toEqual([null, null, null, null]);
});

test('A74: only scripts of the built interface are workers', () => {
  const pages = { 'http://127.0.0.1:4711/': 'http://127.0.0.1:4711', 'app://studio/index.html': 'app://studio' };
  for (const [page, origin] of Object.entries(pages)) {
    expect(trustedScript('/assets/ts.worker-1.js', page)).toBe('/assets/ts.worker-1.js');
    expect(trustedScript(`${origin}/assets/a.js`, page)).toBe(`${origin}/assets/a.js`);
    const others = [
      'https://evil.test/assets/a.js',
      `${origin}.evil.test/assets/a.js`,
      '//evil.test/assets/a.js',
      '/assets/../rpc',
      '/assets/%2e%2e/rpc',
      'data:text/javascript,alert(1)',
      'blob:http://127.0.0.1:4711/1',
      'javascript:alert(1)',
      'http://[',
      '',
    ];
    expect(others.map((address) => trustedScript(address, page))).toEqual(others.map(() => null));
  }
});
