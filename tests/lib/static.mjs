// A static host: serves a folder that `motivo dist` wrote, and obeys its _headers as such hosts do.
// Never runs anything and knows nothing of collectors.

import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = {
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

/** The blocks of a _headers file: `[path, {name: value}]`; a path may end with `*`. */
function blocksOf(text) {
  const blocks = [];
  for (const line of text.split('\n').filter((line) => line && !line.startsWith('#'))) {
    if (line.startsWith('/')) blocks.push([line, {}]);
    else if (line.startsWith('  ')) {
      const [name, ...value] = line.split(':');
      blocks.at(-1)[1][name.trim().toLowerCase()] = value.join(':').trim();
    }
  }
  return blocks;
}

const matches = (pattern, path) => (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern);

/** Resolves with `{url, asked, stop}`; `asked` are the paths that were asked for. */
export async function startStatic(folder) {
  const blocks = blocksOf(readFileSync(join(folder, '_headers'), 'utf8'));
  const asked = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://host').pathname;
    asked.push(`${request.method} ${path}`);
    const file = normalize(join(folder, path));
    if (request.method !== 'GET' || !file.startsWith(folder + sep) || !existsSync(file)) return response.writeHead(404).end();
    const headers = { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' };
    for (const [pattern, more] of blocks) if (matches(pattern, path)) Object.assign(headers, more);
    const packed = /\bbr\b/.test(request.headers['accept-encoding'] ?? '') && existsSync(`${file}.br`);
    if (packed) headers['content-encoding'] = 'br';
    response.writeHead(200, headers).end(readFileSync(packed ? `${file}.br` : file));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    asked,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
