import { expect, it } from 'vitest';
import { numberLoss } from './number-loss.ts';

it.each([
  ['12345678901234567890', { kind: 'integer', read: '12345678901234567000' }],
  ['-9007199254740993', { kind: 'integer', read: '-9007199254740992' }],
  ['9007199254740992', { kind: 'integer', read: '9007199254740992' }],
  ['1e400', { kind: 'range', read: 'Infinity' }],
  ['-1.0e-400', { kind: 'range', read: '0' }],
  ['0.1000000000000000055', { kind: 'digits', read: '0.1' }],
  ['12345678901234567.5', { kind: 'digits', read: '12345678901234568' }],
])('A63: %s loses something', (text, loss) => {
  expect(numberLoss(text)).toEqual(loss);
});

it.each([
  '0',
  '-0',
  '42',
  '9007199254740991',
  '0.1',
  '1.10000000000000000000',
  '1e23',
  '1E+5',
  '100e-2',
  '0e999',
  '0.000000000000000000000000',
  '-2.5e-10',
  '5e-324',
])('A63: %s is kept', (text) => {
  expect(numberLoss(text)).toBeUndefined();
});

it('A63: a million digits are judged in one go', () => {
  expect(numberLoss('9'.repeat(1_000_000))).toEqual({ kind: 'integer', read: 'Infinity' });
  expect(numberLoss(`0.${'3'.repeat(1_000_000)}`)).toEqual({ kind: 'digits', read: '0.3333333333333333' });
});
