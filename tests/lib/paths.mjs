// Where things are, from the repository's root.
// Never outside it, except temporary folders that the test removes.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const tests = resolve(dirname(fileURLToPath(import.meta.url)), '..');
export const root = resolve(tests, '..');
export const targetFolder = process.env.CARGO_TARGET_DIR
  ? resolve(root, process.env.CARGO_TARGET_DIR)
  : join(root, 'target');
export const site = process.env.MOTIVO_SITE ? resolve(process.env.MOTIVO_SITE) : join(root, 'target', 'site');
export const binary = process.env.MOTIVO_BIN
  ? resolve(process.env.MOTIVO_BIN)
  : join(targetFolder, 'debug', 'motivo');
export const embed = process.env.MOTIVO_EMBED ? resolve(process.env.MOTIVO_EMBED) : join(root, 'dist');
export const sampleConfig = join(root, 'www', 'motivo.json');
export const oscarConfig = join(tests, 'oscar', 'motivo.json');

/** An empty temporary folder and the function that removes it. */
export function temporaryFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `motivo-${name}-`));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
