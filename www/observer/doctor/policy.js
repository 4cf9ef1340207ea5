// What the page's own policies keep from the widget: wasm, and scripts under Trusted Types.
// Never loosens one.
import { bad, good } from "./finding.js";

const SMALLEST = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]); // A module without anything in it.

export function wasm() {
  try {
    new WebAssembly.Module(SMALLEST);
    return good("the page lets wasm run");
  } catch {
    return bad("the page's policy does not let wasm run", "add 'wasm-unsafe-eval' to script-src of the Content-Security-Policy");
  }
}

// This script could not have come otherwise: the loader says so when it could not.
export const trusted = () => window.trustedTypes && good("the page lets the loader load scripts under Trusted Types");
