import { registerHooks } from 'node:module';

// node --import ./e2e/standin/register.ts out/main/main.js: `electron` is the stand-in.
const standin = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standin, shortCircuit: true } : next(specifier, context),
});
