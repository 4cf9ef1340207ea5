// WebKitGTK's own small browser on a display of its own, driven by WebKitWebDriver.
// Never with a profile that was used before, and never past the proxy.

import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { start as startProgram } from '../child.mjs';
import { temporaryFolder } from '../paths.mjs';
import { until } from '../until.mjs';
import { programPath } from './program.mjs';
import { hands } from './w3c.mjs';

export const name = 'webkit';
export const title = 'WebKitGTK';
/** It asks for nothing itself. */
export const asks = /^$/;

/** What it has not, by the names of features.mjs: each is tested to be still so. */
export const lacks = {
  'Global Privacy Control of its own': 'no setting and no property: tests define it',
  'layout shifts told to the page': 'no layout-shift entries: places are compared instead',
  'requestIdleCallback': 'Motivo loads in a timer after the page instead',
  'Navigation API': 'Motivo notices routes from the history instead',
  'a finger through the driver': 'its touches arrive as those of a mouse: a mouse clicks instead',
  'a tab brought to the front': 'its driver changes to a tab without showing it: the tabs are windows beside each other',
};

const program = () => programPath({ variable: 'MOTIVO_WEBKIT_DRIVER', names: ['WebKitWebDriver'], packages: 'webkit2gtk-driver xvfb' });
const display = () => programPath({ variable: 'MOTIVO_XVFB', names: ['Xvfb'], packages: 'webkit2gtk-driver xvfb' });

const SCREEN = { width: 1600, height: 1200 };

/** Bars and buttons around the page that leave a phone's width to it. */
const NARROW = '* { min-width: 0; min-height: 0; margin: 0; padding: 0; border-width: 0; font-size: 6px } image { -gtk-icon-transform: scale(0.1) }';
const look = (dark) => `[Settings]\ngtk-enable-animations=0\ngtk-theme-name=Adwaita${dark ? '-dark' : ''}\n`;

/** A port that nobody listens on: the driver cannot choose one itself. */
function freePort() {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A page that is left takes its scripts' answers with it: the driver waits this long, in ms. */
const TIMEOUTS = { script: 15_000, pageLoad: 60_000 };

/** `proxy` is a port. Resolves with `{open, close}`. */
export async function start({ proxy, dark }) {
  const { folder, remove } = temporaryFolder('webkit');
  mkdirSync(join(folder, 'gtk-3.0'));
  writeFileSync(join(folder, 'gtk-3.0', 'gtk.css'), NARROW);
  writeFileSync(join(folder, 'gtk-3.0', 'settings.ini'), look(dark));
  const screen = await startProgram(display(), ['-displayfd', '1', '-screen', '0', `${SCREEN.width}x${SCREEN.height}x24`, '-nolisten', 'tcp'], { ready: /^(\d+)$/ });
  const port = await freePort();
  const driver = await startProgram(program(), ['-p', String(port)], {
    env: {
      DISPLAY: `:${screen.match[1]}`,
      GDK_BACKEND: 'x11',
      LIBGL_ALWAYS_SOFTWARE: '1',
      HOME: folder,
      XDG_CONFIG_HOME: folder,
      XDG_CACHE_HOME: folder,
      XDG_DATA_HOME: folder,
    },
  });
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${path.replace(/.*\/session\/[^/]+/, '')}: ${value.error}: ${value.message}`);
    return value;
  };
  await until(() => ask('GET', '/status').catch(() => false), 'WebKitWebDriver to listen');
  const { sessionId } = await ask('POST', '/session', {
    capabilities: {
      alwaysMatch: {
        proxy: { proxyType: 'manual', httpProxy: `127.0.0.1:${proxy}`, sslProxy: `127.0.0.1:${proxy}` },
        timeouts: TIMEOUTS,
      },
    },
  });
  const send = (method, path, body) => ask(method, `/session/${sessionId}${path}`, body);
  const first = await send('GET', '/window');
  const turn = tabs(send);
  return {
    /** Each in a window of its own, which gets the focus; the first one stays empty. */
    async open() {
      const { handle } = await turn(first, () => send('POST', '/window/new', { type: 'window' }));
      return tabOf((method, path, body) => turn(handle, () => send(method, path, body)));
    },
    async close() {
      await ask('DELETE', `/session/${sessionId}`).catch(() => {});
      await driver.kill9();
      await screen.stop();
      remove();
    },
  };
}

/** One command at a time, each in its own tab. */
function tabs(send) {
  let current;
  let last = Promise.resolve();
  return (handle, command) => {
    const next = last.then(async () => {
      if (current !== handle) await send('POST', '/window', { handle });
      current = handle;
      return command();
    });
    last = next.catch(() => {});
    return next;
  };
}

function tabOf(send) {
  const tab = {
    ...hands((actions) => send('POST', '/actions', { actions })),
    goto: (url) => send('POST', '/url', { url }),
    back: () => send('POST', '/back'),
    async evaluate(task, ...given) {
      const script = `const [done] = [...arguments].slice(-1);
        (async () => JSON.stringify(await (${task})(...${JSON.stringify(given)})))()
          .then((text) => done({ text }), (fault) => done({ fault: String(fault) }));`;
      const { text, fault } = await send('POST', '/execute/async', { script, args: [] });
      if (fault) throw new Error(fault);
      return text === undefined || text === null ? undefined : JSON.parse(text);
    },
    /** Of the page: a window is that much larger. Without a window manager it has the focus under the pointer, which rests in the middle. */
    async size(width, height) {
      const inner = () => tab.evaluate(() => [innerWidth, innerHeight]);
      const place = (wide, high) => {
        const [x, y] = [(SCREEN.width - wide) / 2, (SCREEN.height - high) / 2].map(Math.round);
        return send('POST', '/window/rect', { x, y, width: wide, height: high });
      };
      await place(width, height);
      await until(async () => {
        const [w, h] = await inner();
        if (w === width && h === height) return true;
        const now = await send('GET', '/window/rect');
        // The page may not know its new size yet, and no window is smaller than its page.
        await place(Math.max(width, now.width + width - w), Math.max(height, now.height + height - h));
        return false;
      }, `a window of ${width} x ${height}`);
    },
    close: () => send('DELETE', '/window'),
    front: () => tab.evaluate(() => {}),
    picture: async () => Buffer.from(await send('GET', '/screenshot'), 'base64'),
  };
  return tab;
}
