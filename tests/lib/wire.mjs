// A server between the shopper's browser and the collector that writes down what is sent.
// Never changes anything; a browser's own log misses what a page sends as it goes away.

import { createServer, request } from 'node:http';
import { parseRecord } from './recorder.mjs';

/** Resolves with `{url, loader, sent, records, stop}`: `sent` are the bodies of all requests that have one. */
export async function startWire(collector) {
  const sent = [];
  const server = createServer((asked, answer) => {
    const parts = [];
    asked.on('data', (part) => parts.push(part));
    asked.on('end', () => {
      const body = Buffer.concat(parts);
      if (body.length > 0) sent.push({ method: asked.method, path: asked.url, body: String(body) });
      const on = request(collector.url + asked.url, { method: asked.method, headers: asked.headers }, (given) => {
        answer.writeHead(given.statusCode, given.headers);
        given.pipe(answer);
      });
      on.on('error', () => answer.destroy());
      on.end(body);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  return {
    url,
    loader: `${url}/motivo.js`,
    sent,
    /** Every record that was sent, in order, repeats too. */
    records: () => sent.flatMap(({ body }) => body.split('\n')).map(parseRecord),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
