// Commands and events over a WebSocket, the way WebDriver BiDi and the Chrome DevTools Protocol share.
// Never knows what a command means.

import { once } from 'node:events';
import WebSocket from 'ws';

const LARGEST_ANSWER = 256 * 1024 * 1024;

/** Resolves with `{send(method, params, more), when(event, matches), close}`; `more` goes beside the params. */
export async function connect(url) {
  const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: LARGEST_ANSWER });
  await once(socket, 'open');
  const open = new Map();
  const listeners = new Set();
  let last = 0;
  socket.on('message', (text) => {
    const message = JSON.parse(text);
    const command = open.get(message.id);
    if (!command) return listeners.forEach((listener) => listener(message));
    open.delete(message.id);
    const { error } = message;
    if (error) command.reject(new Error(`${command.method}: ${error.message ?? `${error}: ${message.message}`}`));
    else command.resolve(message.result);
  });
  socket.on('close', () => open.forEach(({ method, reject }) => reject(new Error(`${method}: the browser has gone`))));
  socket.on('error', () => {});
  return {
    send: (method, params = {}, more = {}) =>
      new Promise((resolve, reject) => {
        last += 1;
        open.set(last, { method, resolve, reject });
        socket.send(JSON.stringify({ id: last, method, params, ...more }));
      }),
    /** Resolves with the next event of that name that matches. */
    when: (event, matches = () => true) =>
      new Promise((resolve) => {
        const listener = (message) => {
          if (message.method !== event || !matches(message)) return;
          listeners.delete(listener);
          resolve(message.params);
        };
        listeners.add(listener);
      }),
    close: () => socket.terminate(),
  };
}
