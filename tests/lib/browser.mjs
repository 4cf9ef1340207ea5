// The Chromium that is installed, driven by Playwright.
// Never downloads a browser and never talks to anybody but the servers of the test.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A page of one local port may load from another.
  '--disable-features=LocalNetworkAccessChecks',
];

/** The first Chromium on PATH, or what MOTIVO_CHROMIUM names. */
export function chromiumPath() {
  if (process.env.MOTIVO_CHROMIUM) return process.env.MOTIVO_CHROMIUM;
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not in this folder; the next one may have it.
      }
    }
  }
  throw new Error(`no Chromium on PATH (${NAMES.join(', ')}): apt-get install --no-install-recommends chromium`);
}

/** Starts it; close() when the file's tests are over. */
export const launch = () => chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
