import type { Studio } from '../studio/index.ts';
import { os, unwrap } from './handler.ts';

export const interfaceProcedures = (studio: Studio) => ({
  read: os.interface.read.handler(() => [...studio.workspace.interface.all()]),
  write: os.interface.write.handler(({ input }) => {
    unwrap(studio.workspace.interface.write(input));
    return { written: input.length };
  }),
});
