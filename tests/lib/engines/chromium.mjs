// Chromium, headless, driven by its own protocol: unlike Playwright this keeps the back-forward cache.
// Never with a profile that was used before, and never past the proxy.

import { chromiumPath } from '../browser.mjs';
import { start as startProgram } from '../child.mjs';
import { temporaryFolder } from '../paths.mjs';
import { connect } from './socket.mjs';

export const name = 'chromium';
export const title = 'Chromium';
/** What it asks for itself, whatever page is open. */
export const asks = /^(https?:\/\/)?([\w-]+\.)*(google|googleapis)\.com[:/]/;

/** What it has not, by the names of features.mjs: each is tested to be still so. */
export const lacks = {
  'Global Privacy Control of its own': 'no setting and no property: extensions add it, tests define it',
};

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-component-extensions-with-background-pages',
  '--enable-automation',
  '--disable-sync',
  '--no-pings',
  '--password-store=basic',
  // A page of one local port may load from another.
  '--disable-features=LocalNetworkAccessChecks,NetworkTimeServiceQuerying,AutofillServerCommunication,OptimizationHints,MediaRouter,Translate',
  // Also what goes to this machine.
  '--proxy-bypass-list=<-loopback>',
  '--remote-debugging-port=0',
];
const KEYS = {
  Tab: { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 },
  Enter: { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' },
  Escape: { key: 'Escape', code: 'Escape', windowsVirtualKeyCode: 27 },
  Space: { key: ' ', code: 'Space', windowsVirtualKeyCode: 32, text: ' ' },
};
const SHIFT = 8;

/** `proxy` is a port, `touch` a phone's screen. Resolves with `{open, close}`. */
export async function start({ proxy, dark, touch }) {
  const { folder, remove } = temporaryFolder('chromium');
  const child = await startProgram(
    chromiumPath(),
    [...FLAGS, `--proxy-server=http://127.0.0.1:${proxy}`, `--user-data-dir=${folder}`, 'about:blank'],
    { ready: /^DevTools listening on (ws:\S+)/ },
  );
  const socket = await connect(child.match[1]);
  return {
    async open() {
      const { targetId } = await socket.send('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await socket.send('Target.attachToTarget', { targetId, flatten: true });
      const tab = tabOf(socket, sessionId, targetId);
      await tab.begin({ dark, touch });
      return tab;
    },
    async close() {
      await socket.send('Browser.close').catch(() => {});
      socket.close();
      await Promise.race([child.exited, new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);
      await child.kill9();
      remove();
    },
  };
}

function tabOf(socket, sessionId, targetId) {
  const send = (method, params) => socket.send(method, params, { sessionId });
  const mouse = (type, x, y, more = {}) => send('Input.dispatchMouseEvent', { type, x, y, ...more });
  const finger = (type, touchPoints) => send('Input.dispatchTouchEvent', { type, touchPoints });
  const button = { button: 'left', clickCount: 1 };
  return {
    async begin({ dark, touch }) {
      await send('Page.enable');
      await send('Page.bringToFront');
      await send('Emulation.setEmulatedMedia', {
        features: [
          { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
          { name: 'prefers-reduced-motion', value: 'reduce' },
        ],
      });
      await send('Emulation.setTouchEmulationEnabled', { enabled: !!touch });
    },
    move: (x, y) => mouse('mouseMoved', x, y),
    async click(x, y) {
      await mouse('mouseMoved', x, y);
      await mouse('mousePressed', x, y, button);
      await mouse('mouseReleased', x, y, button);
    },
    async tap(x, y) {
      await finger('touchStart', [{ x, y }]);
      await finger('touchEnd', []);
    },
    wheel: (x, y, deltaY) => mouse('mouseWheel', x, y, { deltaX: 0, deltaY }),
    async press(keys) {
      const names = keys.split('+');
      const key = { ...KEYS[names.at(-1)], modifiers: names.includes('Shift') ? SHIFT : 0 };
      await send('Input.dispatchKeyEvent', { type: key.text ? 'keyDown' : 'rawKeyDown', ...key });
      await send('Input.dispatchKeyEvent', { ...key, type: 'keyUp', text: undefined });
    },
    async goto(url) {
      const loaded = socket.when('Page.loadEventFired', (message) => message.sessionId === sessionId);
      const { errorText } = await send('Page.navigate', { url });
      if (errorText) throw new Error(`${url}: ${errorText}`);
      await loaded;
    },
    async back() {
      const { currentIndex, entries } = await send('Page.getNavigationHistory');
      await send('Page.navigateToHistoryEntry', { entryId: entries[currentIndex - 1].id });
    },
    async evaluate(task, ...given) {
      const { result, exceptionDetails } = await send('Runtime.evaluate', {
        expression: `(async () => JSON.stringify(await (${task})(...${JSON.stringify(given)})))()`,
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value === undefined ? undefined : JSON.parse(result.value);
    },
    size: (width, height) => send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false }),
    close: () => socket.send('Target.closeTarget', { targetId }),
    front: () => send('Page.bringToFront'),
    picture: async () => Buffer.from((await send('Page.captureScreenshot', { format: 'png' })).data, 'base64'),
  };
}
