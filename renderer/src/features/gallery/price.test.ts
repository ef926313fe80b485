import { expect, test } from 'vitest';
import { priceWords } from './price.ts';

test('a price is told in its currency, whatever the decimals of that are', () => {
  expect(priceWords({ amount: 500, currency: 'EUR', per: 'month' })).toBe('€5.00 per month');
  expect(priceWords({ amount: 500, currency: 'JPY', per: 'call' })).toBe('JP¥500 per call');
  expect(priceWords({ amount: 0, currency: 'EUR', per: 'month' })).toBe('free of charge');
  expect(priceWords({ amount: 7, currency: 'coins', per: 'month' })).toBe('7 coins per month');
});
