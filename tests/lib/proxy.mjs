// A forward proxy that writes down every request a browser makes, also those to this machine.
// Never lets anything out: what is not on 127.0.0.1 is written down and refused.

import { createServer, request as ask } from 'node:http';

const HOME = '127.0.0.1';

/**
 * `requests` are `{method, url, headers, body}` in the order they were begun, a CONNECT with its host as `url`.
 * Resolves with `{port, requests, stop}`.
 */
export async function startProxy() {
  const requests = [];
  const server = createServer((incoming, outgoing) => {
    const seen = { method: incoming.method, url: incoming.url, headers: incoming.headers, body: '' };
    requests.push(seen);
    const { hostname, port, pathname, search } = new URL(incoming.url);
    if (hostname !== HOME) return outgoing.writeHead(502).end();
    const onward = ask({ hostname, port, path: pathname + search, method: incoming.method, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
      answer.on('error', () => outgoing.destroy());
    });
    // A server that is gone looks to the page like one that cannot be reached.
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.on('data', (part) => (seen.body += part)).pipe(onward);
  });
  server.on('connect', ({ url, headers }, socket) => {
    requests.push({ method: 'CONNECT', url, headers, body: '' });
    socket.on('error', () => {}).end('HTTP/1.1 502 Refused\r\n\r\n');
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise((resolve) => server.listen(0, HOME, resolve));
  return {
    port: server.address().port,
    requests,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
