// What the collector has acknowledged is still there after it was killed without warning.
// Never needs a browser: many clients speak HTTP to it at once.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { startCollector, sum } from '../lib/collector.mjs';
import * as config from '../lib/config.mjs';

const CLIENTS = 24;
const ACKNOWLEDGED_BEFORE_THE_KILL = 400;
const visit = (id) => `m1 counts sample ${id} visit 0 no abstained 0`;
const newId = () => randomBytes(16).toString('hex');
const visitsIn = (cells) => sum(cells, 'visits', 'visits', /^0\|no$/);

test('killing the collector with -9 while visits are sent loses nothing it acknowledged', async (t) => {
  const collector = await startCollector({ configs: [config.sample()] });
  t.after(() => collector.remove());
  const acknowledged = new Set();
  const unanswered = new Set();
  let killed;

  /** Sends visits until the collector is gone, so that every client has one on its way when it is killed. */
  async function client() {
    for (;;) {
      const id = newId();
      unanswered.add(id);
      let answer;
      try {
        answer = await collector.send(visit(id));
      } catch (error) {
        if (killed) return;
        throw error;
      }
      assert.equal(answer.status, 204, answer.text);
      acknowledged.add(id);
      unanswered.delete(id);
      if (acknowledged.size >= ACKNOWLEDGED_BEFORE_THE_KILL) killed ??= collector.kill9();
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client));
  assert.equal((await killed).signal, 'SIGKILL');
  assert.equal(unanswered.size, CLIENTS, 'every client was interrupted');

  const onDisk = visitsIn(await collector.cells());
  assert.ok(onDisk >= acknowledged.size, `${acknowledged.size} acknowledged, ${onDisk} on disk`);
  assert.ok(onDisk <= acknowledged.size + unanswered.size, `${onDisk} on disk is more than was sent`);

  await collector.restart();
  for (const id of [...unanswered, ...[...acknowledged].slice(0, 20)]) {
    assert.equal((await collector.send(visit(id))).status, 204);
  }
  const all = acknowledged.size + unanswered.size;
  assert.equal(visitsIn(await collector.cells()), all, 'a retry is counted once, before and after the kill');
});
