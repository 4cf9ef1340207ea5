// Finds seeds for lib/seeds.mjs by letting shoppers try: node lib/find-seeds.mjs [sample|oscar] [last seed] [first seed]
// Never part of a test: tests have their seeds written down.

import { launch } from './browser.mjs';
import { startCollector } from './collector.mjs';
import * as config from './config.mjs';
import { HOURS_MET, looksAround, throughOscar, throughSample } from './journeys.mjs';
import { shownNote } from './note.mjs';
import { record } from './recorder.mjs';
import { startShop } from './shop.mjs';
import { shopperOn } from './shopper.mjs';
import { until } from './until.mjs';
import { grant, EVERYTHING, VIEWS } from './views.mjs';
import { startOscar } from '../oscar/serve.mjs';

const kind = process.argv[2] ?? 'sample';
const from = Number(process.argv[4] ?? 1);
const most = Number(process.argv[3] ?? 12);
const browser = await launch();

/** What the first decision of a visit with this seed was, and what was shown. */
async function tried(seed, ownerConfig, journey) {
  const collector = await startCollector({ configs: [ownerConfig] });
  const tag = { src: collector.loader, data: { storefront: kind, seed } };
  const shop = kind === 'oscar' ? await startOscar({ tag }) : await startShop({ tag });
  shop.kind = kind;
  const context = await browser.newContext({ viewport: VIEWS[kind], locale: 'en-GB' });
  const seen = await record(context);
  await context.addInitScript(grant, EVERYTHING);
  const page = await context.newPage();
  await journey({ page, shop, shopper: shopperOn(page) });
  const decision = await until(() => seen.records().find(({ type }) => type === 'decision'), 'a decision').catch(() => null);
  const [, , , , arm, holdout] = (decision?.text ?? '').split(' ');
  const note = arm && arm !== 'nothing' && holdout === '0' ? (await shownNote(page).catch(() => null))?.variant : null;
  await context.close();
  await shop.stop();
  await collector.remove();
  return { arm, holdout, note };
}

const quick = (here) => looksAround(here, { pieces: 2 });
const through = (likes) => (here) =>
  kind === 'oscar'
    ? throughOscar(here, { likes, skips: likes === 'thrill' ? 'belonging' : 'thrill' })
    : throughSample(here, { likes });

for (let seed = from; seed <= most; seed += 1) {
  const free = await tried(seed, config[kind]({ only: config.NOTE, evidence: 2 }), quick);
  const held = await tried(seed, config[kind]({ only: config.NOTE, evidence: 2, holdout: 0.5 }), quick);
  const minds = {};
  if (free.note) {
    const full = () => config[kind](kind === 'sample' ? { evidence: HOURS_MET } : {});
    for (const likes of ['belonging', 'thrill']) minds[likes] = (await tried(seed, full(), through(likes))).note;
  }
  console.log(JSON.stringify({ seed, free, held, minds }));
}
await browser.close();
