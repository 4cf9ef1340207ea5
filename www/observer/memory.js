// A small wasm module, and its memory as texts; the module's end of it is crates/edge.
// Never looks at what goes through. Gives the exports, and what puts a text in and takes one out.
import { warn } from "./say.js";

export async function link(response, imports) {
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
  return [wasm, put, take, bytes];
}

// The same calls, which answer nothing after a trap: that is a bug of ours, and the shop's page must
// not see it.
export function guarded(calls) {
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
