// The observer's wasm module as functions of texts, numbers and booleans.
// Never looks at what it passes on; the module's end of it is crates/observer/src/abi.rs.
import { link } from "./memory.js";
import { warn } from "./say.js";

export async function instantiate(response) {
  const [wasm, put, take] = await link(response, {
    page: { random: () => crypto.getRandomValues(new Uint32Array(1))[0] },
  });
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
