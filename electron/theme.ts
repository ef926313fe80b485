import { BrowserWindow, nativeTheme } from 'electron';
import { z } from 'zod';
import type { ShellTheme } from '../shared/bridge.ts';
import { channels } from './channels.ts';
import { onPageMessage } from './from-page.ts';
import { windowBackground } from './window-state.ts';

const themeSchema = z.enum(['light', 'dark', 'system']) satisfies z.ZodType<ShellTheme>;

/** The background that fits the theme of now. */
export const currentBackground = (): string => windowBackground[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'];

/** Lets the page set the theme of what the system draws; the window's background follows it, and the system's own. */
export function followTheme(): void {
  onPageMessage(channels.setTheme, (_frame, argument) => {
    const theme = themeSchema.safeParse(argument);
    if (theme.success) nativeTheme.themeSource = theme.data;
  });
  nativeTheme.on('updated', () => {
    for (const window of BrowserWindow.getAllWindows()) window.setBackgroundColor(currentBackground());
  });
}
