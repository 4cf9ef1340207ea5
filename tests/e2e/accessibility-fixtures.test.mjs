// On pages of every platform axe finds nothing that it did not find on the bare page.
// Never asks the pages themselves to be without faults: those are their makers'.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { faults } from '../lib/axe.mjs';
import * as config from '../lib/config.mjs';
import { shownNote } from '../lib/note.mjs';
import { tests } from '../lib/paths.mjs';
import { noticing } from '../lib/signals.mjs';
import { world } from '../lib/world.mjs';

const FOLDER = join(tests, 'fixtures', 'facts');
const FIXTURES = readdirSync(FOLDER).filter((name) => name.endsWith('.html'));
const TAG = /<script async src="[^"]*motivo\.js"[^>]*><\/script>/;

test('there are fixtures', () => assert.ok(FIXTURES.length > 15, `${FIXTURES}`));

for (const name of FIXTURES) {
  test(`${name}: the note, what is noticed and read bring no violation`, async (t) => {
    const html = readFileSync(join(FOLDER, name), 'utf8');
    const edit = (shop) => html.replace('</body>', `${TAG.exec(shop)?.[0] ?? ''}</body>`);
    const options = { config: config.sample({ only: config.NOTE }), edit };
    const bare = await world(t, { ...options, tag: false });
    await bare.page.goto(bare.shop.url);
    const before = await faults(bare.page);
    const { page, shop, seen } = await world(t, options);
    await page.goto(shop.url);
    await noticing(page);
    await page.evaluate(() => window.motivo.show('welcome'));
    await shownNote(page);
    assert.deepEqual((await faults(page)).filter((fault) => !before.includes(fault)), []);
    assert.deepEqual(seen.errors, []);
  });
}
