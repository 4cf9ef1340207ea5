// In a blank page: how long the shipped core takes, called as the shell calls it.
// Never through a copy of the glue: wasm.js is the shell's own file.
import { instantiate } from '/wasm.js';

const BATCHES = 200;
const STARTS = 40;
const UPDATES = 50; // As many as a long visit has; against their milliseconds the clock's 5 µs are nothing.
const WARM_UP = 40;
const LOOP = 200_000; // About as long as a batch of updates: both are disturbed alike.
const MINUTE = 29_700_000;

// Speaks to two motivators, as a product's markup does; what comes next speaks to two others.
const CONTENT = [
  ['belonging:0.7 thrill:0.3', 4_000],
  ['security', 300],
  ['success:0.6 stand_out:0.4', 1_500],
  ['environment:0.8 well_being', 9_000],
];

const median = (numbers) => [...numbers].sort((one, other) => one - other)[numbers.length >> 1];
const bytesOf = async (path) => (await fetch(path)).arrayBuffer();

/** Microseconds of a call in each batch. Batches take turns, so that a disturbance meets all. */
function alternate(works) {
  const times = works.map(() => []);
  for (let batch = 0; batch < BATCHES; batch += 1)
    works.forEach(({ before, call, calls }, index) => {
      before?.();
      const from = performance.now();
      for (let at = 0; at < calls; at += 1) call(at);
      times[index].push(((performance.now() - from) * 1_000) / calls);
    });
  return times;
}

/** Milliseconds of a shopper's page from the module's bytes to a visit. */
async function startUp(module, plan) {
  const headers = { 'content-type': 'application/wasm' };
  const from = performance.now();
  const core = await instantiate(new Response(module, { headers }));
  const ready = performance.now();
  core.open(plan, 'en');
  core.begin('', MINUTE, 1);
  const begun = performance.now();
  return { whole: begun - from, begin: begun - ready };
}

/** Bytes that a visit takes: the module's memory only goes forward, so two buffers have it between them. */
async function visitBytes(module, plan) {
  const { instance } = await WebAssembly.instantiate(module);
  const { begin, memory, open, room } = instance.exports;
  const text = new TextEncoder().encode(`en\n${plan}`);
  const start = room(text.length); // Grows the memory, and then its buffer is another one.
  new Uint8Array(memory.buffer, start).set(text);
  if (!open(text.length)) throw new Error('the plan is refused');
  const first = 1 << 17;
  const before = room(first) + first;
  begin(0, MINUTE, 1);
  return room(1 << 19) - before;
}

/** Everything; the plans are for ten and for twelve motivators. */
export async function measure({ ten, twelve }) {
  const module = await bytesOf('/observer_bg.wasm');
  const reference = await WebAssembly.instantiate(await bytesOf('/reference.wasm'));
  const { multiplyAdd } = reference.instance.exports;
  const core = await instantiate(new Response(module, { headers: { 'content-type': 'application/wasm' } }));
  core.open(ten, 'en');
  const begin = () => core.begin('', MINUTE, 1);
  const respond = (at) => {
    const [tags, dwell] = CONTENT[at % CONTENT.length];
    return core.respond(tags, dwell, 30, 0, 0, 1, MINUTE);
  };
  for (let visit = 0; visit < WARM_UP; visit += 1) {
    begin();
    for (let at = 0; at < UPDATES; at += 1) if (!respond(at)) throw new Error('no evidence');
  }
  multiplyAdd(LOOP);
  const [updates, loops] = alternate([
    { before: begin, call: respond, calls: UPDATES },
    { call: () => multiplyAdd(LOOP), calls: 1 },
  ]);
  const starts = [];
  while (starts.length < STARTS) starts.push(await startUp(module, ten));
  return {
    in_multiply_adds: median(updates.map((update, at) => (update * LOOP) / loops[at])),
    update: median(updates),
    loop: (median(loops) * 1_000) / LOOP,
    begin: median(starts.map(({ begin }) => begin)),
    start: median(starts.map(({ whole }) => whole)),
    bytes: await visitBytes(module, twelve),
  };
}
