// A broken motivo.json is refused with the place, the reason and what to write instead; the last good plan stays.
// Never needs a browser.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '../lib/child.mjs';
import { startCollector } from '../lib/collector.mjs';
import * as config from '../lib/config.mjs';
import { until } from '../lib/until.mjs';
import { binary, oscarConfig, sampleConfig, temporaryFolder } from '../lib/paths.mjs';

function written(t, text) {
  const { folder, remove } = temporaryFolder('check');
  t.after(remove);
  const file = join(folder, 'motivo.json');
  writeFileSync(file, typeof text === 'string' ? text : JSON.stringify(text, null, 2));
  return file;
}

const check = (file, ...more) => run(binary, ['check', file, ...more]);
/** The line, from 1, on which the text first stands in a config as `written` writes it. */
const lineOf = (object, text) => JSON.stringify(object, null, 2).split('\n').findIndex((line) => line.includes(text)) + 1;

for (const [name, file] of [['the sample shop', sampleConfig], ['the Oscar shop', oscarConfig]]) {
  test(`check passes the config of ${name}`, async () => {
    const { code, stdout, stderr } = await check(file);
    assert.equal(code, 0, stdout + stderr);
  });
}

const oscar = (change) => {
  const object = config.oscar({ holdout: 0.1 });
  change(object);
  return object;
};

const BROKEN = [
  {
    name: 'a motivator that is misspelt',
    config: oscar((c) => (c.tags[1].motivators = { thril: 1 })),
    pointer: '/tags/1/motivators/thril',
    at: '"thril"',
    instead: /thrill/,
  },
  {
    name: 'a holdout of 90 %',
    config: oscar((c) => (c.holdout = 0.9)),
    pointer: '/holdout',
    at: '"holdout"',
    instead: /0\.5/,
  },
  {
    name: 'a kind that does not exist',
    config: oscar((c) => (c.experiences[0].kind = 'countdown')),
    pointer: '/experiences/0/kind',
    at: '"countdown"',
    instead: /welcome_note/,
  },
  {
    name: 'a top-level key that does not exist',
    config: oscar((c) => (c.holdouts = 0.2)),
    pointer: '/holdouts',
    at: '"holdouts"',
    instead: /holdout/,
  },
  {
    name: 'a weight above 1',
    config: oscar((c) => (c.tags[4].motivators.belonging = 9)),
    pointer: '/tags/4/motivators/belonging',
    at: '"belonging": 9',
    instead: /1/,
  },
  {
    name: 'a rule that matches nothing by form',
    config: oscar((c) => (c.tags[0].match = {})),
    pointer: '/tags/0/match',
    at: '"match": {}',
    instead: /selector|url/,
  },
];

for (const { name, config: broken, pointer, at, instead } of BROKEN) {
  test(`check refuses ${name}: place, reason and what to write instead`, async (t) => {
    const file = written(t, broken);
    const { code, stdout, stderr } = await check(file);
    const said = stdout + stderr;
    assert.equal(code, 2, said);
    assert.ok(said.includes(pointer), `no pointer ${pointer} in:\n${said}`);
    assert.match(said, new RegExp(`\\b${lineOf(broken, at)}\\b`), `no line ${lineOf(broken, at)} in:\n${said}`);
    assert.match(said, instead);
  });
}

test('check --json says the same for machines', async (t) => {
  const broken = BROKEN[0];
  const { code, stdout } = await check(written(t, broken.config), '--json');
  assert.equal(code, 2);
  const said = JSON.stringify(JSON.parse(stdout));
  assert.ok(said.includes(broken.pointer) && said.includes(String(lineOf(broken.config, broken.at))), said);
});

test('check refuses what is not JSON, with the line', async (t) => {
  const file = written(t, '{\n  "v": 1,\n  "storefront": "sample"\n  "tags": []\n}\n');
  const { code, stdout, stderr } = await check(file);
  assert.equal(code, 2, stdout + stderr);
  assert.match(stdout + stderr, /\b[34]\b/);
});

test('check says which file is missing', async () => {
  const { code, stdout, stderr } = await check('/nowhere/motivo.json');
  assert.notEqual(code, 0);
  assert.match(stdout + stderr, /\/nowhere\/motivo\.json/);
});

test('serve refuses to start with a broken config and says why', async (t) => {
  const file = written(t, BROKEN[0].config);
  const { folder, remove } = temporaryFolder('refused');
  t.after(remove);
  const { code, stdout, stderr } = await run(binary, ['serve', '--config', file, '--data', folder, '--listen', '127.0.0.1:0']);
  assert.notEqual(code, 0);
  assert.ok((stdout + stderr).includes(BROKEN[0].pointer), stdout + stderr);
});

test('serve keeps the last good plan when the file on disk breaks, also after a restart', async (t) => {
  const collector = await startCollector({ configs: [config.oscar()] });
  t.after(() => collector.remove());
  const plan = async () => {
    const answer = await fetch(`${collector.url}/v1/plan/oscar/plan.txt`, { cache: 'no-store' });
    assert.equal(answer.status, 200);
    return answer.text();
  };
  const good = await plan();
  const says = () => /last good plan stays/.test(collector.output.join('\n'));
  collector.change('{ "v": 1, "storefront": "oscar", "tags": [ }');
  await until(says, 'the collector to notice');
  assert.equal(await plan(), good);
  await collector.kill9();
  await collector.restart();
  await until(says, 'the collector to say so again');
  assert.equal(await plan(), good);

  collector.change(JSON.stringify(config.withTagsSwapped(config.oscar(), 'belonging', 'thrill')));
  await until(async () => (await plan()) !== good, 'the mended config to be published');
});
