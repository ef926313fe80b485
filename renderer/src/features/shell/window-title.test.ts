import { expect, test } from 'vitest';
import { windowTitle } from './window-title.ts';

test('the title names the connector on view', () => {
  expect([windowTitle(null), windowTitle('crm')]).toEqual(['Connector Studio', 'crm – Connector Studio']);
});
