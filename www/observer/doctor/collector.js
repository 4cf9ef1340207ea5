// Whether records can get to the collector from this page: a GET, which it counts nowhere.
// Never sends a record.
import { bad, good } from "./finding.js";
import { probe } from "./probe.js";

export async function collector({ loader, plan, storefront, refuses }) {
  if (plan && plan.mode === "off") return good("this storefront sends nothing (privacy mode off)");
  const address = loader.home + "v1/records";
  const kept = bad(
    `the collector takes no records from ${location.origin}, or ${address} is no collector`,
    `start it with motivo serve … --origin ${storefront}=${location.origin}; on a static host pass v1/records on to it`,
  );
  const { answer, finding } = await probe(refuses, address, () => fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" }), kept);
  if (finding) return finding;
  const is = answer.ok && (await answer.text()).startsWith("motivo:");
  return is ? good("the collector answers this page") : bad(`no collector answers at ${address} (${answer.status})`, "let the host of motivo.js pass v1/records on to `motivo serve`");
}
