// A real shop, Oscar, on a free port of this machine, with the one tag in its base template or without.
// Never touches the prepared database: each start gets its own copy.

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { start } from '../lib/child.mjs';
import { temporaryFolder, tests } from '../lib/paths.mjs';
import { prepareShop, python } from './prepare.mjs';

/**
 * `tag` is `{src, data: {storefront: 'oscar', …}}`; without it the shop is alone.
 * Resolves with `{url, stop}`.
 */
export async function startOscar({ tag } = {}) {
  const made = await prepareShop();
  const { folder, remove } = temporaryFolder('oscar');
  cpSync(made, folder, { recursive: true });
  const env = {
    OSCAR_FOLDER: folder,
    MOTIVO_SRC: tag?.src ?? '',
    MOTIVO_DATA: JSON.stringify(tag?.data ?? {}),
    PYTHONDONTWRITEBYTECODE: '1',
  };
  const server = await start(python, ['-W', 'ignore', join(tests, 'oscar', 'serve.py')], {
    env,
    ready: /^oscar: listening on (http:\S+)$/,
  });
  return {
    url: server.match[1],
    output: server.output,
    async stop() {
      await server.kill9();
      remove();
    },
  };
}
