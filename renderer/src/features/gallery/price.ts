import type { Price } from '../../../../shared/contract/tenants.ts';
import { visibleText } from '../../lib/text.ts';
import { galleryTexts as texts } from '../../texts/gallery.ts';

/** An amount in the smallest unit of its currency, with that currency's own number of decimals. */
function money(amount: number, currency: string): string {
  try {
    const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency });
    return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  } catch {
    // What is no currency of ISO 4217 is shown as it came.
    return `${amount} ${visibleText(currency)}`;
  }
}

/** `€5.00 per month`; what costs nothing is free of charge. */
export const priceWords = ({ amount, currency, per }: Price): string =>
  amount === 0 ? texts.free : texts.price(money(amount, currency), visibleText(per));
