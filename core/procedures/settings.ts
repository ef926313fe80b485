import type { Studio } from '../studio/index.ts';
import { changeSettings, showSettings } from '../studio/settings.ts';
import { os, unwrap } from './handler.ts';

export const settingsProcedures = (studio: Studio) => ({
  get: os.settings.get.handler(() => showSettings(studio)),
  set: os.settings.set.handler(async ({ input }) => unwrap(await changeSettings(studio, input))),
});
