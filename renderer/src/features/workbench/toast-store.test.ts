import { beforeEach, expect, test } from 'vitest';
import { clearToasts, markToastsRead, noteToast, useToasts } from './toast-store.ts';

const note = (id: string, tone: 'done' | 'error') => noteToast({ id, tone, title: '', message: id, at: 0 });
beforeEach(clearToasts);

test('the list keeps what was said, newest first, and counts errors that nobody looked at', () => {
  note('saved', 'done');
  note('refused', 'error');
  expect(useToasts.getState()).toMatchObject({ unread: 1, history: [{ id: 'refused' }, { id: 'saved' }] });
  markToastsRead();
  expect(useToasts.getState().unread).toBe(0);
});

test('the list ends somewhere', () => {
  for (let n = 0; n < 130; n++) note(`${n}`, 'error');
  expect(useToasts.getState().history).toHaveLength(100);
});
