// A folder that `motivo dist` wrote, on a host that runs nothing: the sample shop works from it.
// Never with a collector behind it: what that is missed for is told by the doctor.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '../lib/child.mjs';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { shownNote } from '../lib/note.mjs';
import { binary, embed, temporaryFolder } from '../lib/paths.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { startShop } from '../lib/shop.mjs';
import { startStatic } from '../lib/static.mjs';
import { visitorOf } from '../lib/world.mjs';

async function distributed(t) {
  const { folder, remove } = temporaryFolder('dist');
  t.after(remove);
  const file = join(folder, 'motivo.json');
  writeFileSync(file, JSON.stringify(config.sample({ only: config.NOTE, evidence: 2 })));
  const to = join(folder, 'to');
  const { code, stdout, stderr } = await run(binary, ['dist', file, '--to', to, '--embed', embed, '--json']);
  assert.equal(code, 0, stdout + stderr);
  const host = await startStatic(to);
  t.after(() => host.stop());
  return { host, written: JSON.parse(stdout).written };
}

async function shopWith(t, tag) {
  const shop = await startShop({ tag });
  shop.kind = 'sample';
  t.after(() => shop.stop());
  return shop;
}

test('the note comes with files, plan and texts from a static folder', async (t) => {
  const visitor = await visitorOf(t);
  const { host } = await distributed(t);
  const shop = await shopWith(t, { src: `${host.url}/motivo.js`, data: { storefront: 'sample', seed: SAMPLE } });
  await looksAround({ ...visitor, shop }, { pieces: 2 });
  await shownNote(visitor.page);
  const wanted = ['/motivo.js', '/v1/plan/sample/plan.txt', '/v1/plan/sample/messages.en.json'];
  for (const path of wanted) assert.ok(host.asked.includes(`GET ${path}`), `${path} in ${host.asked.join(', ')}`);
  assert.deepEqual(visitor.seen.errors, []);

  const { stdout } = await run(binary, ['doctor', shop.url, '--json']);
  const found = JSON.parse(stdout).findings.map(({ id }) => id);
  assert.deepEqual(found, ['no_collector'], stdout);
});

test('the pinned tag loads the version that it names', async (t) => {
  const visitor = await visitorOf(t);
  const { host, written } = await distributed(t);
  const pinned = written.tags.sample.pinned.replace('…', host.url);
  const shop = await startShop({ edit: (html) => html.replace('</head>', `${pinned}</head>`) });
  shop.kind = 'sample';
  t.after(() => shop.stop());
  await Promise.all([visitor.page.waitForResponse(/observer\.js$/), visitor.page.goto(shop.url)]);
  assert.ok(host.asked.includes(`GET /motivo.${written.version}.js`));
  assert.deepEqual(visitor.seen.errors, []);
});
