// Each kind, the panel and the shop look as they did when somebody last looked: `cargo xtask screens --looks` renews.
// Never the judge of a new look: a person looks at the pictures in tests/looks before they are kept.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileOf, LOOKS_FOLDER, looks } from '../lib/looks.mjs';
import { tests } from '../lib/paths.mjs';
import { difference } from '../lib/pictures.mjs';
import { studio } from '../lib/studio.mjs';

// Another version of Chromium or FreeType draws the edges of letters a little differently: pixelmatch
// counts a pixel from 15 % of the way between two colours on, which such edges and the coarse colours of
// the kept pictures stay below. What is left of them is far under one pixel in 200. A button that moves
// by 4 px, another colour or a line that breaks elsewhere is more than that.
const THRESHOLD = 0.15;
const MOST = 0.005;

const output = join(tests, 'output');
let pictures;
before(async () => {
  mkdirSync(output, { recursive: true });
  pictures = await studio();
});
after(() => pictures?.close());

for (const [name, look] of Object.entries(looks())) {
  test(`${name} looks as it did`, async () => {
    const actual = await pictures.take(look);
    const [actualFile, diffFile] = ['actual', 'diff'].map((kind) => join(output, `${name}-${kind}.png`));
    const renew = 'if it should look like that: cargo xtask screens --looks';
    const fail = (why) => {
      writeFileSync(actualFile, actual);
      assert.fail(`${name}: ${why}; see ${actualFile}; ${renew}`);
    };
    if (!existsSync(fileOf(name))) fail('there is no picture to compare with');
    const { sizes, share, diff } = difference(actual, readFileSync(fileOf(name)), THRESHOLD);
    if (sizes) fail(`it is ${sizes.join(' instead of ')}`);
    if (share <= MOST) return;
    writeFileSync(diffFile, diff);
    fail(`${(share * 100).toFixed(2)} % of its pixels differ, see ${diffFile}`);
  });
}

test('no picture is kept of what is not looked at', () => {
  const kept = readdirSync(LOOKS_FOLDER).filter((file) => file.endsWith('.png'));
  assert.deepEqual(kept.sort(), Object.keys(looks()).map((name) => `${name}.png`).sort());
});
