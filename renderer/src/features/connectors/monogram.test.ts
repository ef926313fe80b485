import { expect, it } from 'vitest';
import { monogramOf } from './monogram.ts';

it.each([
  ['Demo CRM', 'DC'],
  ['shop', 'SH'],
  ['a-b-c', 'AB'],
  ['', ''],
])('the monogram of %j is %j', (name, letters) => expect(monogramOf(name)).toBe(letters));
