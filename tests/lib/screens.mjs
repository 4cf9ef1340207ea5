// Renews pictures from the running product: node lib/screens.mjs for the docs', --looks [part of a name] for
// tests/looks; --visit walks through the shop again for the visit that both are of.
// Never part of a test: whoever renews looks at every picture before it is kept.

import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { launch } from './browser.mjs';
import { startCollector } from './collector.mjs';
import { sample } from './config.mjs';
import { HOURS_MET, throughSample } from './journeys.mjs';
import { LOOKS_FOLDER, fileOf, looks } from './looks.mjs';
import { shownNote } from './note.mjs';
import { root } from './paths.mjs';
import { beside, packed } from './pictures.mjs';
import { SAMPLE } from './seeds.mjs';
import { startShop } from './shop.mjs';
import { shopperOn } from './shopper.mjs';
import { EXPERIENCES, PANELS } from './states.mjs';
import { simulate } from './simulated.mjs';
import { studio } from './studio.mjs';
import { until } from './until.mjs';
import { EVERYTHING, VIEWS, grant } from './views.mjs';
import { VISIT_FILE, remembered, timeless } from './visit.mjs';

const IMAGES = join(root, 'docs', 'images');
const MOST_BYTES = 150_000;
const WINDOW = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
/** As many visits as make the report say something. */
const VISITS = 20_000;

function keep(file, png) {
  const bytes = packed(png);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  console.log(`${(bytes.length / 1000).toFixed(0).padStart(6)} kB  ${file.slice(root.length + 1)}`);
  return bytes.length;
}

/** Somebody who likes company walks through the day and is shown a note; what their browser remembers is kept. */
async function walk() {
  const config = sample({ only: ['welcome'], evidence: HOURS_MET });
  const collector = await startCollector({ configs: [config] });
  const shop = await startShop({ tag: { src: collector.loader, data: { storefront: 'sample', seed: SAMPLE } } });
  const browser = await launch();
  const context = await browser.newContext({ viewport: VIEWS.sample, locale: 'en-GB' });
  await context.addInitScript(grant, EVERYTHING);
  const page = await context.newPage();
  await throughSample({ page, shop, shopper: shopperOn(page) }, { likes: 'belonging' });
  await shownNote(page);
  const told = () => page.evaluate(() => new Promise((resolve) => window.motivo.on('shown', () => resolve(true))));
  await told();
  const memory = await page.evaluate(() => localStorage.getItem('motivo:visit'));
  writeFileSync(VISIT_FILE, `${timeless(memory)}\n`);
  await browser.close();
  await shop.stop();
  await collector.remove();
}

async function renewLooks(part = '') {
  if (!part) for (const file of readdirSync(LOOKS_FOLDER)) if (file.endsWith('.png')) rmSync(join(LOOKS_FOLDER, file));
  const pictures = await studio();
  let bytes = 0;
  for (const [name, look] of Object.entries(looks()))
    if (name.includes(part)) bytes += keep(fileOf(name), await pictures.take(look));
  await pictures.close();
  console.log(`${(bytes / 1000).toFixed(0).padStart(6)} kB  together`);
}

/** The address with `?motivo=preview`, and the inspector open in it. */
const inspected = {
  path: '/product-lantern.html?motivo=preview',
  async bring(page) {
    await page.locator('motivo-inspector [data-section]').first().waitFor();
    await EXPERIENCES['an offer in the corner'].bring(page);
  },
};

async function renewDocs() {
  const pictures = await studio({ fixed: false });
  const take = (state, more) => pictures.take({ ...WINDOW, whole: true, ...state, scripts: [remembered], ...more });
  const shown = {
    'welcome-note': await take(EXPERIENCES['a welcome note']),
    offer: await take(EXPERIENCES['an offer in its slot']),
    coach: await take(EXPERIENCES['the size guide in a sheet']),
    panel: beside(await take(PANELS['with a guess'], PHONE), await take(PANELS['with a guess'], { ...PHONE, dark: true })),
    inspector: await take(inspected),
  };
  await pictures.close();
  shown.report = await report();
  for (const [name, png] of Object.entries(shown)) {
    const bytes = keep(join(IMAGES, `${name}.png`), png);
    if (bytes > MOST_BYTES) throw new Error(`docs/images/${name}.png has ${bytes} bytes: picture less of it`);
  }
}

/** The owner's report over simulated visits. */
async function report() {
  const collector = await startCollector({ configs: [sample({ holdout: 0.1 })], args: ['--demo'] });
  await simulate(collector, { visits: VISITS });
  const browser = await launch();
  const page = await browser.newPage({ viewport: WINDOW });
  await until(async () => (await page.goto(collector.report())).ok() && /Lift|lift/.test(await page.innerText('body')), 'the report');
  const png = await page.screenshot();
  await browser.close();
  await collector.remove();
  return png;
}

const [what, part] = process.argv.slice(2);
if (what === '--looks') await renewLooks(part);
else if (what === '--visit') await walk();
else await renewDocs();
