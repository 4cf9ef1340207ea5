// Serves the built sample shop the way a shop would: its own origin, the tag pointing elsewhere.
// Never changes a page beyond that one tag, and never caches.

import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { site } from './paths.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webm': 'video/webm',
  '.vtt': 'text/vtt; charset=utf-8',
};
const TAG = /<script\b[^>]*\bsrc="[^"]*\bmotivo\.js"[^>]*><\/script>/g;

const escape = (text) => String(text).replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');

/** The tag as an owner writes it. */
export function tagOf({ src, data = {} }) {
  const attributes = Object.entries(data).map(([name, value]) => ` data-${name}="${escape(value)}"`);
  return `<script async src="${escape(src)}"${attributes.join('')}></script>`;
}

/**
 * `tag` is `{src, data}`; a list of them makes several copies; none leaves the shop alone.
 * `headers` go with every page. `edit(html, path)` may change a page further.
 */
export async function startShop({ tag, headers = {}, edit = (html) => html, folder = site } = {}) {
  const tags = (tag ? [tag].flat() : []).map(tagOf).join('');
  const page = (file, path) => {
    const html = readFileSync(file, 'utf8');
    if (!TAG.test(html)) throw new Error(`${file} has no motivo.js tag`);
    return edit(html.replace(TAG, () => tags), path);
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://shop').pathname);
    let file = normalize(join(folder, path));
    if (file !== folder && !file.startsWith(folder + sep)) return response.writeHead(404).end();
    try {
      if (statSync(file).isDirectory()) file = join(file, 'index.html');
      const type = TYPES[extname(file)] ?? 'application/octet-stream';
      const html = extname(file) === '.html';
      TAG.lastIndex = 0;
      const body = html ? page(file, path) : readFileSync(file);
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...(html ? headers : {}) }).end(body);
    } catch (error) {
      response.writeHead(error.code === 'ENOENT' ? 404 : 500, { 'content-type': 'text/plain' }).end(error.message);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
