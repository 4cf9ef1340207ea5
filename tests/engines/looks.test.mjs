// Pictures of what is shown, by every engine, on a phone and a desktop, light and dark: tests/output/engines has them.
// Never compared with one another: engines draw letters their own way. Colours are, and people look.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sample } from '../lib/config.mjs';
import { inEveryEngine } from '../lib/engine.mjs';
import { accepts, eventually, goes } from '../lib/engine-shopper.mjs';
import { appears, shownCard } from '../lib/engine-view.mjs';
import { DESKTOP, PHONE, visit } from '../lib/engine-visit.mjs';
import { tests } from '../lib/paths.mjs';

const FOLDER = join(tests, 'output', 'engines');
mkdirSync(FOLDER, { recursive: true });

/** By name: the page, what is asked for there, and what must be there then. */
const VIEWS = {
  note: ['/', () => window.motivo.show('welcome'), (tab) => shownCard(tab)],
  offer: ['/product-lantern.html', () => window.motivo.show('picks'), (tab) => shownCard(tab, 'curated_offer')],
  nudge: ['/product-jacket.html', () => window.motivo.show('jacket-size'), (tab) => shownCard(tab, 'coach_nudge')],
  panel: ['/', () => window.motivo.panel(), (tab) => appears(tab, 'dialog[open] [part~=controls]')],
};

/** How light what is shown is, 0 to 255: its ground, and its letters. */
const lightness = (tab) =>
  tab.evaluate(() => {
    const { shadowRoot } = [...document.querySelectorAll('motivo-view')].at(-1);
    const { backgroundColor, color } = getComputedStyle(shadowRoot.querySelector('dialog[open],[data-kind]'));
    return [backgroundColor, color].map((text) => text.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3);
  });

for (const dark of [false, true])
  for (const [device, size] of [['phone', PHONE], ['desktop', DESKTOP]])
    inEveryEngine(`everything can be seen on a ${device}, ${dark ? 'dark' : 'light'}`, async (t, engine) => {
      const here = await visit(t, engine, { config: sample(), size, dark });
      await goes(here, '/');
      await accepts(here);
      for (const [name, [path, ask, there]] of Object.entries(VIEWS)) {
        await goes(here, path);
        await eventually(here.tab, 'the tag', () => typeof window.motivo.show === 'function');
        await here.tab.evaluate(ask);
        await there(here.tab);
        await here.tab.evaluate(() => {
          const { shadowRoot } = [...document.querySelectorAll('motivo-view')].at(-1);
          shadowRoot.querySelector('dialog[open],[data-kind]').scrollIntoView({ block: 'nearest' });
          return Promise.all([...shadowRoot.querySelectorAll('img')].map((image) => image.decode().catch(() => {})));
        });
        // What is there is painted with the second frame from now.
        await here.tab.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
        const file = `${name}-${device}${dark ? '-dark' : ''}-${engine.name}.png`;
        writeFileSync(join(FOLDER, file), await here.tab.picture());
        const [ground, letters] = await lightness(here.tab);
        assert.ok(dark ? ground < 80 && letters > 180 : ground > 200 && letters < 90, `${file}: ${letters} on ${ground}`);
      }
    });
