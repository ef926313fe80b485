/** Guest bootstrap, part 8: the clock of a deterministic run (A47). Nothing else tells the time: there is no performance and no Intl. */
export const clock = `
const useStepClock = () => {
  const RealDate = Date;
  function StepDate(...parts) {
    if (new.target === undefined) return new RealDate(host.now()).toString();
    return Reflect.construct(RealDate, parts.length === 0 ? [host.now()] : parts, new.target);
  }
  hidden(StepDate, 'now', () => host.now());
  hidden(StepDate, 'parse', RealDate.parse);
  hidden(StepDate, 'UTC', RealDate.UTC);
  defineProperty(StepDate, 'name', { value: 'Date', configurable: true });
  defineProperty(StepDate, 'length', { value: RealDate.length, configurable: true });
  defineProperty(StepDate, 'prototype', { value: RealDate.prototype, writable: false, enumerable: false, configurable: false });
  hidden(RealDate.prototype, 'constructor', StepDate);
  define('Date', StepDate);
};
`;
