// The developer's live view, for `?motivo=preview`: everything that is believed, decided and told.
// Never in a shopper's page: only a preview loads it, and a preview sends nothing.
import { warn } from "../say.js";
import { inspection, sourceOf, tagsOf } from "./inspection.js";

const LEDGER = 60; // Exposures that are listed.

// `fire(session, asked)` shows an experience by hand.
async function inspect(module, here, session, fire) {
  await wasm_bindgen({ module_or_path: module });
  const { options } = session;
  const ledger = [];
  const view = () => inspection(here, session, ledger);
  const handle = wasm_bindgen.inspect(view(), {
    fire: (asked) => fire(session, asked),
    panel: () => here.panel(session),
    consent: (answer) => motivo.consent(answer),
    closed: () => handle.close(),
  });
  const missTagger = () =>
    options.tagger && options.tagger.catch((error) => warn("texts are not tagged: the text tagger cannot be loaded", error));
  const update = () => {
    handle.update(view());
    missTagger();
  };
  missTagger();
  options.note = (element, tags, dwell, words, acted, pieces) => {
    const response = pieces ? wasm_bindgen.response(Math.min(dwell, 4e9), words, acted) : "none";
    const label = (element.querySelector("h1,h2,h3,h4") || element).textContent.trim().replace(/\s+/g, " ").slice(0, 60);
    ledger.unshift({ label, tags: tagsOf(here, tags), source: sourceOf(element, tags), response, dwell: Math.round(dwell), words });
    ledger.length = Math.min(ledger.length, LEDGER);
    update();
  };
  options.events.addEventListener("changed", update);
  options.events.addEventListener("shut", () => handle.close());
}

window.motivo.$("inspector", inspect);
