// Takes pictures of what runs: experiences, the panel, pages of the sample shop, always the same way.
// Never of anything that moves, blinks or depends on this machine's fonts, unless asked for the shop's own.

import { launch } from './browser.mjs';
import { startCollector } from './collector.mjs';
import { startShop } from './shop.mjs';
import { everything } from './states.mjs';
import { EVERYTHING, grant } from './views.mjs';

/** Comes with Debian's fonts-dejavu-core, which `cargo xtask` installs beside Chromium, and knows Arabic. */
const FONT = 'DejaVu Sans';
/** The shop's pages ask for the same font. */
const inFont = (html) => html.replace('</head>', `<style>:root { --sign: "${FONT}"; --text: "${FONT}"; }</style></head>`);
/** A card is pictured without the shop around its corners; our hosts are visible by themselves. */
const ALONE = 'body { visibility: hidden } html { background: none }';

/** Of what: the dialog if one is open, else the card, as selectors with the whole of it in the window. */
const SUBJECTS = ['motivo-view dialog[open]', 'motivo-view [data-kind]'];

/**
 * `fixed`: in FONT, and only what is ours. Gives `take(look)` and `close()`; a look is
 * `{path, bring, scripts, consent, locale, width, height, dark, whole}`, `whole` for all of the window.
 */
export async function studio({ fixed = true, args = [] } = {}) {
  const browser = await launch();
  const base = everything();
  const config = fixed ? everything({ theme: { ...base.theme, font: FONT } }) : base;
  const collector = await startCollector({ configs: [config], args });
  const shops = new Map();

  async function shopIn(locale) {
    const data = { storefront: 'sample', ...(locale ? { locale } : {}) };
    const start = () => startShop({ tag: { src: collector.loader, data }, edit: fixed ? inFont : undefined });
    if (!shops.has(locale)) shops.set(locale, await start());
    return shops.get(locale);
  }

  /** A font that is there gives other widths than each of two that are not alike. */
  async function checkFont() {
    const page = await browser.newPage();
    const found = await page.evaluate((font) => {
      const brush = document.createElement('canvas').getContext('2d');
      const width = (family) => {
        brush.font = `40px ${family}`;
        return brush.measureText('mmmwwwiiilll').width;
      };
      return ['monospace', 'serif'].every((other) => width(`"${font}", ${other}`) === width(`"${font}"`)) && width(`"${font}", monospace`) !== width('monospace');
    }, FONT);
    await page.close();
    if (!found) throw new Error(`the font ${FONT} is not installed: apt-get install --no-install-recommends fonts-dejavu-core`);
  }
  if (fixed) await checkFont();

  async function take({ path, bring, scripts = [], consent, locale, width, height, dark = false, whole = false }) {
    const shop = await shopIn(locale);
    const context = await browser.newContext({
      viewport: { width, height },
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      colorScheme: dark ? 'dark' : 'light',
    });
    try {
      if (consent !== 'none') await context.addInitScript(grant, EVERYTHING);
      for (const script of scripts) await context.addInitScript(script);
      const page = await context.newPage();
      await page.goto(new URL(path, shop.url).href);
      await bring?.(page);
      return await pictureOf(page, whole);
    } finally {
      await context.close();
    }
  }

  async function pictureOf(page, whole) {
    const subjects = await Promise.all(SUBJECTS.map((selector) => page.locator(selector).count()));
    const subject = page.locator(SUBJECTS[subjects.findIndex(Boolean)] ?? 'body').first();
    if (fixed && !whole) await page.addStyleTag({ content: ALONE });
    // Nothing is under the mouse and nothing has the focus.
    await page.mouse.move(0, 0);
    await page.evaluate(async () => {
      document.activeElement?.blur();
      const hosts = [...document.querySelectorAll('motivo-view')].map(({ shadowRoot }) => shadowRoot);
      const images = [document, ...hosts].flatMap((root) => [...root.querySelectorAll('img')]);
      const near = images.filter((image) => image.getBoundingClientRect().top < innerHeight * 2);
      await Promise.all(near.map((image) => image.decode().catch(() => {})));
      await document.fonts.ready;
    });
    const still = { animations: 'disabled', caret: 'hide', scale: 'css' };
    return whole ? page.screenshot(still) : subject.screenshot(still);
  }

  return {
    collector,
    take,
    async close() {
      await browser.close();
      for (const shop of shops.values()) await shop.stop();
      await collector.remove();
    },
  };
}
