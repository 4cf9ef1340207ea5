// Firefox, headless, driven by WebDriver BiDi with nothing in between.
// Never with a profile that was used before, and never past the proxy.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { start as startProgram } from '../child.mjs';
import { temporaryFolder } from '../paths.mjs';
import { programPath } from './program.mjs';
import { connect } from './socket.mjs';
import { hands } from './w3c.mjs';

export const name = 'firefox';
export const title = 'Firefox';
/** What it asks for itself now and then, whatever it is told: its maker's own hosts. */
export const asks = /^([\w-]+\.)*mozilla\.(org|com|net):443$/;

/** What it has not, by the names of features.mjs: each is tested to be still so. */
export const lacks = {
  'layout shifts told to the page': 'no layout-shift entries: places are compared instead',
};

const program = () => programPath({ variable: 'MOTIVO_FIREFOX', names: ['firefox-esr', 'firefox'], packages: 'firefox-esr' });

const settings = ({ proxy, dark, gpc }) => ({
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': proxy,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': proxy,
  'network.proxy.no_proxies_on': '',
  'network.proxy.allow_hijacking_localhost': true,
  'privacy.globalprivacycontrol.enabled': !!gpc,
  'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
  'ui.prefersReducedMotion': 1,
  // A tab is in front or it is not, whatever other windows there are.
  'focusmanager.testmode': true,
  // What the browser asks for itself.
  'services.settings.server': 'data:,nothing',
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'extensions.systemAddon.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'browser.topsites.contile.enabled': false,
});

/** `proxy` is a port, `touch` a phone's screen. Resolves with `{open, close}`. */
export async function start(options) {
  const { folder, remove } = temporaryFolder('firefox');
  const lines = Object.entries(settings(options)).map(([key, value]) => `user_pref("${key}", ${JSON.stringify(value)});\n`);
  writeFileSync(join(folder, 'user.js'), lines.join(''));
  const child = await startProgram(program(), ['--headless', '--no-remote', '--profile', folder, '--remote-debugging-port', '0'], {
    env: { HOME: folder, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
    ready: /WebDriver BiDi listening on (ws:\S+)/,
  });
  const socket = await connect(`${child.match[1]}/session`);
  await socket.send('session.new', { capabilities: {} });
  return {
    // The tab that the window came with stays as it is: its focus is in the address bar.
    open: async () => tabOf(socket, (await socket.send('browsingContext.create', { type: 'tab' })).context),
    async close() {
      await socket.send('browser.close').catch(() => {});
      socket.close();
      await Promise.race([child.exited, new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);
      await child.kill9();
      remove();
    },
  };
}

function tabOf(socket, context) {
  return {
    ...hands((actions) => socket.send('input.performActions', { context, actions })),
    goto: (url) => socket.send('browsingContext.navigate', { context, url, wait: 'complete' }),
    back: () => socket.send('browsingContext.traverseHistory', { context, delta: -1 }),
    async evaluate(task, ...given) {
      const answer = await socket.send('script.callFunction', {
        functionDeclaration: `async () => JSON.stringify(await (${task})(...${JSON.stringify(given)}))`,
        target: { context },
        awaitPromise: true,
      });
      if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
      return answer.result.value === undefined ? undefined : JSON.parse(answer.result.value);
    },
    size: (width, height) => socket.send('browsingContext.setViewport', { context, viewport: { width, height } }),
    close: () => socket.send('browsingContext.close', { context }),
    front: () => socket.send('browsingContext.activate', { context }),
    async picture() {
      return Buffer.from((await socket.send('browsingContext.captureScreenshot', { context })).data, 'base64');
    },
  };
}
