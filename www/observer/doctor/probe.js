// Asks for an address, and tells apart a policy that forbids it, a host that does not share, and none.
// Never sends a body, a cookie or a referrer.
import { bad } from "./finding.js";

const REPORTED_WITHIN = 100; // Milliseconds from a refused request to the event that tells of it.

// Listens to what the page's policies refuse until `signal` aborts. Gives `refuses(address)`:
// the directive that does, or nothing.
export function policies(signal) {
  const refused = [];
  document.addEventListener(
    "securitypolicyviolation",
    ({ disposition, blockedURI, effectiveDirective }) => disposition === "enforce" && refused.push([blockedURI, effectiveDirective]),
    { signal },
  );
  return async (address) => {
    await new Promise((done) => setTimeout(done, REPORTED_WITHIN));
    // What a policy refuses may be told by its origin alone.
    const [, directive] = refused.find(([uri]) => uri && address.startsWith(uri)) || [];
    return directive;
  };
}

const reached = (address) =>
  fetch(address, { mode: "no-cors", credentials: "omit", referrerPolicy: "no-referrer" }).then(() => true, () => false);

// The answer of `request`, or a finding; `kept` says what it means when the host answers the page not.
export async function probe(refuses, address, request, kept) {
  try {
    return { answer: await request() };
  } catch {
    const directive = await refuses(address);
    const { origin } = new URL(address);
    if (directive) return { finding: bad(`the page's policy (${directive}) forbids requests to ${origin}`, `add ${origin} to connect-src of the Content-Security-Policy`) };
    return { finding: (await reached(address)) ? kept : bad(`${address} cannot be reached`, "check that the host of motivo.js is up and passes this path on") };
  }
}
