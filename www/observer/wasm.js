// The observer's wasm module as functions of texts, numbers and booleans.
// Never looks at what it passes on; the module's end of it is crates/observer/src/abi.rs.
import { warn } from "./say.js";

export async function instantiate(response) {
  const imports = { page: { random: () => crypto.getRandomValues(new Uint32Array(1))[0] } };
  const answer = await response;
  const { instance } = await WebAssembly.instantiateStreaming(answer, imports)
    // A server that names the wrong type is refused before the body is read.
    .catch(async () => WebAssembly.instantiate(await answer.arrayBuffer(), imports));
  const wasm = instance.exports;
  const bytes = (size) => {
    const start = wasm.room(size); // May grow the memory, and then its buffer is another one.
    return new Uint8Array(wasm.memory.buffer, start);
  };
  const put = (text) => new TextEncoder().encodeInto(text, bytes(text.length * 3)).written;
  const take = (length) => new TextDecoder().decode(bytes(0).subarray(0, length));
  const calls = {
    open: (plan, language, seed) => take(wasm.open(put([language, seed, plan].join("\n")))),
    begin: (memory, ...rest) => wasm.begin(put(memory), ...rest),
    respond: (tags, ...rest) => wasm.respond(put(tags), ...rest),
    step: wasm.step,
    decide: (...moment) => take(wasm.decide(...moment)),
    look: (...moment) => take(wasm.look(...moment)),
    say: wasm.say,
    outcome: (name, minute) => !!wasm.outcome(put(name), minute),
    order: wasm.order,
    told: () => take(wasm.told()),
    remember: (minute) => take(wasm.remember(minute)),
  };
  // A trap is a bug of ours: the shop's page must not see it.
  for (const [name, call] of Object.entries(calls))
    calls[name] = (...args) => {
      try {
        return call(...args);
      } catch (error) {
        warn("stopped by a fault of its own; please report it", error);
        return "";
      }
    };
  return calls;
}
