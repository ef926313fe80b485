import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** The Chromium of the tests: STUDIO_CHROMIUM, the system's one, or the one Playwright downloaded. */
export function chromiumProgram(): string {
  const candidates = [process.env.STUDIO_CHROMIUM, '/usr/bin/chromium', chromium.executablePath()];
  const found = candidates.find((file) => file !== undefined && file !== '' && existsSync(file));
  if (found === undefined) throw new Error('no Chromium found: set STUDIO_CHROMIUM to a Chromium or Chrome program');
  return found;
}

/** Switches that keep Chromium from calling home, and let it run as root (in a container). */
export const chromiumArguments = (): string[] => [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-gpu',
  '--no-first-run',
  '--no-default-browser-check',
  // A window behind another one must not fall asleep.
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];
