import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ErrorBoundary } from './error-boundary.tsx';

/** What stands in place of the part that failed. */
function shownAfter(fault: unknown): string {
  const boundary = new ErrorBoundary({ what: 'Requests', children: 'the requests' });
  boundary.state = { ...boundary.state, ...ErrorBoundary.getDerivedStateFromError(fault) };
  return renderToStaticMarkup(createElement(MantineProvider, null, boundary.render()));
}

test('without a fault the part is shown', () => {
  const boundary = new ErrorBoundary({ children: 'the requests' });
  expect(boundary.render()).toBe('the requests');
});

test('a fault names its part, and the part can be shown again', () => {
  const shown = shownAfter(new TypeError('x is undefined'));
  expect(shown).toContain('Requests has a fault');
  expect(shown).toContain('TypeError: x is undefined');
  expect(shown).toContain('Reload this view');
  expect(shown).toContain('Copy the details');
  expect(shown).not.toContain('the requests');
});

test('A73: what a fault quotes is shown as text', () => {
  const shown = shownAfter(new Error('<img src=x onerror=alert(1)> \u202e'));
  expect(shown).toContain('&lt;img src=x onerror=alert(1)&gt; \\u202e');
  expect(shownAfter('no error at all')).toContain('unknown fault');
});
