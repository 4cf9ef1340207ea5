// What each engine has of what Motivo uses is what docs/embed.md says, and what it lacks it still lacks.
// Never a reason to leave out a test: a lack is where Motivo must find another way.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sample } from '../lib/config.mjs';
import { ENGINES, inEveryEngine } from '../lib/engine.mjs';
import { visit } from '../lib/engine-visit.mjs';
import { FEATURES } from '../lib/engines/features.mjs';
import { root } from '../lib/paths.mjs';

inEveryEngine('has every feature but those that its file says it lacks', async (t, engine) => {
  const here = await visit(t, engine, { config: sample(), tag: false });
  const page = `${here.shop.url}/help.html`;
  const found = {};
  for (const [name, probe] of Object.entries(FEATURES)) {
    await here.tab.goto(page);
    found[name] = await probe(here.tab, page, async () => (await here.another('/help.html')).tab);
  }
  const missing = Object.keys(found).filter((name) => !found[name]);
  assert.deepEqual(missing.sort(), Object.keys(engine.lacks).sort());
});

/** The rows of the table: `{feature, [engine's title]: 'yes' or 'no'}`. */
function table() {
  const [, section] = readFileSync(join(root, 'docs', 'embed.md'), 'utf8').split('\n## Browsers\n');
  const rows = section.split('\n## ')[0].split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const [head, , ...lines] = rows;
  return lines.map((cells) => Object.fromEntries(cells.map((cell, index) => [index ? head[index].split(' ')[0] : 'feature', cell])));
}

test('docs/embed.md names every feature, and says of each engine whether it has it', () => {
  const rows = table();
  assert.deepEqual(rows.map(({ feature }) => feature), Object.keys(FEATURES));
  for (const engine of ENGINES)
    for (const row of rows) assert.equal(row[engine.title], row.feature in engine.lacks ? 'no' : 'yes', `${engine.title}: ${row.feature}`);
});
