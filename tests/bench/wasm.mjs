// The shipped core in the real Chromium against its targets: node bench/wasm.mjs [--json].
// Never a test: how fast a machine is decides nothing, so a target that is missed is only said.

import binaryen from 'binaryen';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { launch } from '../lib/browser.mjs';
import { root } from '../lib/paths.mjs';

// Each multiply-add waits for the one before, so the loop tells a machine's pace whatever its width.
const REFERENCE = `(module (func (export "multiplyAdd") (param $left i32) (result f32)
  (local $sum f32)
  (loop $again
    (local.set $sum (f32.add (f32.mul (local.get $sum) (f32.const 0.999)) (f32.const 0.5)))
    (local.set $left (i32.sub (local.get $left) (i32.const 1)))
    (br_if $again (local.get $left)))
  (local.get $sum)))`;

const file = (...path) => readFileSync(join(root, ...path));
const wasm = (bytes) => ['application/wasm', bytes];
const script = (bytes) => ['text/javascript', bytes];
// Where the shell keeps what was said.
const BLANK = '<!doctype html><title>bench</title><script>window.motivo = { $: {} }</script>';
const FILES = {
  '/': ['text/html', BLANK],
  '/measure.js': script(file('tests', 'bench', 'measure.js')),
  '/wasm.js': script(file('www', 'observer', 'wasm.js')),
  '/memory.js': script(file('www', 'observer', 'memory.js')),
  '/say.js': script(file('www', 'observer', 'say.js')),
  '/observer_bg.wasm': wasm(file('dist', 'observer_bg.wasm')),
  '/reference.wasm': wasm(Buffer.from(binaryen.parseText(REFERENCE).emitBinary())),
};

/** The sample shop's plan has ten motivators; an owner may have twelve. */
function plans() {
  const ten = file('www', 'plan', 'plan.txt').toString();
  const twelve = ten.replace(/^motivators\t.*$/m, '$&\tcalm\thumour');
  if (twelve.match(/^motivators\t(.*)$/m)[1].split('\t').length !== 12) throw new Error('not twelve');
  return { ten, twelve };
}

/** An isolated page has a clock of 5 µs instead of 100. */
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

async function served() {
  const server = createServer((request, response) => {
    const [type, body] = FILES[request.url] ?? [];
    response.writeHead(body ? 200 : 404, { 'content-type': type ?? 'text/plain', ...ISOLATED });
    response.end(body);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}

async function measured() {
  const server = await served();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    return await page.evaluate(async (given) => (await import('/measure.js')).measure(given), plans());
  } finally {
    await browser.close();
    server.close();
  }
}

const found = await measured();
const ratio = Math.round(found.in_multiply_adds);
const rows = [
  { what: 'one evidence update, ten motivators', unit: 'µs', target: 25, stretch: 10, measured: found.update },
  { what: 'open a plan and begin a visit', unit: 'ms', target: 5, measured: found.begin },
  { what: 'the same, with compiling the module', unit: 'ms', measured: found.start },
  { what: 'memory of a visit, twelve motivators', unit: 'B', target: 16_000, measured: found.bytes },
  { what: '1,000 multiply-adds, one after the other', unit: 'µs', measured: found.loop },
];
if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ rows, update_in_multiply_adds: ratio }, null, 2));
} else {
  const shown = (number, unit) => (unit === 'B' ? `${number} B` : `${number.toFixed(2)} ${unit}`);
  const line = (...cells) => console.log(cells.map((cell, at) => (at ? cell.padStart(12) : cell.padEnd(42))).join(''));
  line('what, in WebAssembly', 'target', 'stretch', 'measured');
  for (const { what, unit, target, stretch, measured: of } of rows) {
    const aim = (number) => (number === undefined ? '' : `${number} ${unit}`);
    line(what, aim(target), aim(stretch), shown(of, unit), of > target ? 'missed' : '');
  }
  console.log(`\nAn update takes as long as ${ratio} multiply-adds, on whatever machine.`);
}
