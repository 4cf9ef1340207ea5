// What core decides as functions of texts, numbers and booleans.
// Never looks at what it passes on; the module's end of it is crates/decisions/src/abi.rs.
import { guarded, link } from "../memory.js";

// With the plan's text and the tag's seed opened.
export async function instantiate(response, plan, seed) {
  const [wasm, put, take, bytes] = await link(response, {
    page: { random: () => crypto.getRandomValues(new Uint32Array(1))[0] },
  });
  const putNumbers = (numbers) => {
    const data = new Uint8Array(new Float32Array(numbers).buffer);
    bytes(data.length).set(data);
    return data.length;
  };
  wasm.open(put(seed + "\n" + plan));
  return guarded({
    begin: (believed, memory) => wasm.begin(put(believed + "\n" + memory)),
    believe: (believed) => wasm.believe(put(believed)),
    decide: (known, ...rest) => take(wasm.decide(putNumbers(known), ...rest)),
    look: (...moment) => take(wasm.look(...moment)),
    allow: wasm.allow,
    saw: wasm.saw,
    leave: wasm.leave,
    friction: wasm.friction,
    control: wasm.control,
    outcome: (name, minute) => !!wasm.outcome(put(name), minute),
    order: wasm.order,
    told: () => take(wasm.told()),
    remember: () => take(wasm.remember()),
  });
}
