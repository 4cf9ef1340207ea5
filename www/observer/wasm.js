// What core infers as functions of texts, numbers and booleans.
// Never looks at what it passes on; the module's end of it is crates/observer/src/abi.rs.
import { guarded, link } from "./memory.js";

export async function instantiate(response) {
  const [wasm, put, take] = await link(response);
  return guarded({
    open: (plan, language) => take(wasm.open(put(language + "\n" + plan))),
    begin: (memory, ...rest) => wasm.begin(put(memory), ...rest),
    respond: (tags, ...rest) => wasm.respond(put(tags), ...rest),
    step: wasm.step,
    order: wasm.order,
    ordered: wasm.ordered,
    look: () => take(wasm.look()),
    say: wasm.say,
    remember: (minute) => take(wasm.remember(minute)),
  });
}
