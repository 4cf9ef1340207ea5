// Where an engine's program is.
// Never downloads one; says what to install.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the variable names, or the first of the names on PATH or in the other folders. */
export function programPath({ variable, names, packages, folders = [] }) {
  if (process.env[variable]) return process.env[variable];
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), ...folders]) {
    for (const name of names) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not in this folder; the next one may have it.
      }
    }
  }
  throw new Error(`${names.join(', ')}: not on PATH, and ${variable} names none: apt-get install --no-install-recommends ${packages}`);
}
