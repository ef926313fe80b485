import { beforeEach, expect, test } from 'vitest';
import { closeTabNow, showTab } from '../editor/store.ts';
import { tabId } from '../editor/tabs.ts';
import { forgetSecrets, keepSecrets, secretsOf, usePublishSecrets } from './secrets-store.ts';

const overview = { kind: 'overview', connector: 'crm' } as const;
const publish = { kind: 'publish', connector: 'crm' } as const;
const typed = new Map([['auth.key', 'k']]);
const now = () => secretsOf(usePublishSecrets.getState(), 'crm');

beforeEach(() => {
  showTab(overview);
  showTab(publish);
  keepSecrets('crm', 'row', typed);
});

test('what was typed is there again after another tab was on view and the page was closed', () => {
  showTab(overview);
  closeTabNow(tabId(publish));
  showTab(publish);
  expect(now().get('row')).toEqual(typed);
});

test('A112: nothing is left when the last tab of the connector is closed, of others neither', () => {
  showTab({ kind: 'overview', connector: 'other' });
  keepSecrets('other', 'row', typed);
  closeTabNow(tabId(publish));
  closeTabNow(tabId(overview));
  expect(usePublishSecrets.getState().typed).toEqual(new Map([['other', new Map([['row', typed]])]]));
  closeTabNow('overview:other');
  expect(usePublishSecrets.getState().typed).toEqual(new Map());
});

test('A112: nothing is left of a row without secrets, and of what was handed over', () => {
  keepSecrets('crm', 'second', typed);
  keepSecrets('crm', 'row', new Map());
  expect([...now().keys()]).toEqual(['second']);
  forgetSecrets('crm');
  expect(usePublishSecrets.getState().typed).toEqual(new Map());
});
