// What is wrong with this installation, asked in the page itself: `motivo.doctor()`.
// Never stores anything, never changes the page, and asks only the hosts that the widget asks.
import { collector } from "./collector.js";
import { consent } from "./consent.js";
import { content, places, touchpoints } from "./content.js";
import { files } from "./files.js";
import { bad } from "./finding.js";
import { moment } from "./moment.js";
import { plan } from "./plan.js";
import { trusted, wasm } from "./policy.js";
import { print } from "./print.js";
import { policies } from "./probe.js";
import { storage } from "./storage.js";
import { names, tag } from "./tag.js";

// A later one uses what `plan` found.
const CHECKS = [tag, names, trusted, wasm, files, plan, collector, storage, consent, content, touchpoints, places, moment];

// A picture named `currentScript` hides the document's own.
const { get } = Object.getOwnPropertyDescriptor(Document.prototype, "currentScript");
const base = new URL(".", get.call(document).src).href;

// `loader` is what the observer got, `session` the observer's own.
async function examine(loader, session) {
  const watch = new AbortController();
  const { signal } = watch;
  const storefront = loader.tag.getAttribute("data-storefront");
  const here = { loader, session, base, signal, tag: loader.tag, storefront, refuses: policies(signal) };
  const findings = [];
  for (const check of CHECKS) {
    try {
      findings.push(await check(here));
    } catch (error) {
      findings.push(bad("a check of the doctor's own failed: " + error.message, "please report it"));
    }
  }
  watch.abort();
  // Several requests to one host meet one policy; what cannot be told is left out.
  const told = findings.filter((one, index) => one && findings.findIndex((other) => other && other.what === one.what) === index);
  told.sort((one, other) => one.ok - other.ok);
  print(told);
  return told;
}

window.motivo.$("doctor", examine);
