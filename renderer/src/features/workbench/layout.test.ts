import { beforeEach, expect, test } from 'vitest';
import { resetLayout, showActivity, showPanel, toggleMaximised, togglePanel, toggleZen, useLayout } from './layout.ts';

const now = () => useLayout.getState();
beforeEach(resetLayout);

test('a second click on the view that is shown hides it; asked for by a command it stays', () => {
  showActivity('runs');
  expect(now()).toMatchObject({ activity: 'runs', sidebar: true });
  showActivity('runs');
  expect(now().sidebar).toBe(false);
  showActivity('runs', true);
  expect(now().sidebar).toBe(true);
});

test('asking for a part of the window ends the mode that shows the editor alone', () => {
  for (const ask of [() => showPanel('logs'), () => showActivity('connectors'), togglePanel]) {
    resetLayout();
    toggleZen();
    ask();
    expect(now()).toMatchObject({ zen: false, panelOpen: true, sidebar: true });
  }
});

test('a closed panel opens maximised; closing it gives the editor its place back', () => {
  togglePanel();
  toggleMaximised();
  expect(now()).toMatchObject({ panelOpen: true, panelMax: true });
  togglePanel();
  expect(now()).toMatchObject({ panelOpen: false, panelMax: false });
});
