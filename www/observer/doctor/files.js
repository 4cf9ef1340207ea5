// The observer's wasm as the page gets it: reached, shared, unchanged, of its type.
// Never compiled here.
import { bad, good } from "./finding.js";
import { probe } from "./probe.js";

export async function files({ loader, base, refuses }) {
  const address = base + "observer_bg.wasm";
  const kept = bad(
    `the page may not read ${address}: no Access-Control-Allow-Origin, or its content is not what its hash names`,
    "send Access-Control-Allow-Origin: * with everything under v/, and let no CDN or proxy rewrite it",
  );
  const { answer, finding } = await probe(refuses, address, () => loader.wasm("observer"), kept);
  if (finding) return finding;
  if (!answer.ok) return bad(`${address} is answered with ${answer.status}`, "upload all files of this version, or pass /v/ on to `motivo serve`");
  const type = (answer.headers.get("content-type") || "").split(";")[0];
  if (type !== "application/wasm") return bad(`${address} is sent as "${type}"`, "send .wasm files with Content-Type: application/wasm");
  return good("the files come as they should");
}
