import { shellTexts } from '../../texts/shell.ts';

/** The title of the window or tab: the connector that is worked on comes first, since ends are cut off. */
export const windowTitle = (connector: string | null): string =>
  connector === null ? shellTexts.product : shellTexts.titleOf(connector);
