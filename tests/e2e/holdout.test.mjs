// A holdout shopper sees nothing, ever, and is counted as one who would have been shown something.
// Never takes an absent note alone for proof: without the holdout the same steps and seed show it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { nodes, shownNote } from '../lib/note.mjs';
import { HELD_OUT } from '../lib/seeds.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

for (const shop of ['sample', 'oscar']) {
  const seed = HELD_OUT[shop];

  test(`${shop}: a holdout shopper sees nothing, on no page, and is counted as would-have-shown`, async (t) => {
    const here = await world(t, { shop, seed, config: config[shop]({ only: config.NOTE, evidence: 2, holdout: 0.5 }) });
    const { page, seen, collector } = here;
    const told = () => seen.records().map((record) => record.text);
    await looksAround(here, { pieces: 2 });
    await until(() => told().some((text) => text.includes(' would_show ')), 'the outcome would_show');
    assert.match(told()[0], /^visit 1 no \w+ \d$/);
    assert.match(told()[1], /^decision 0 \w+ \w+ welcome_note\/neutral 1 19 \d+$/);
    assert.match(told()[2], /^outcome 0 \w+ \w+ welcome_note\/neutral 1 19 \d+ would_show 0 0$/);

    await page.reload();
    await looksAround(here, { pieces: 3, stay: true });
    assert.equal(await nodes(page), 0);
    assert.equal(seen.requests.filter((request) => /\/views\.js$/.test(request.url)).length > 0, true, 'both groups carry the same load');
    assert.equal(seen.requests.filter((request) => /note-\w+\.svg$/.test(request.url)).length, 0, 'but nothing of the note itself');
    assert.ok(told().every((text) => !text.includes(' shown ')), told().join('\n'));
    const would = (await collector.cells()).filter((cell) => cell.marginal === 'kinds' && cell.key.endsWith('|1|would_show'));
    assert.deepEqual(would.map((cell) => cell.value), [1]);
  });

  test(`${shop}: the same shopper without a holdout is shown the note`, async (t) => {
    const here = await world(t, { shop, seed, config: config[shop]({ only: config.NOTE, evidence: 2 }) });
    await looksAround(here, { pieces: 2 });
    assert.equal((await shownNote(here.page)).kind, 'welcome_note');
  });
}
