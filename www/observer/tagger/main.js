// What a text speaks to, for content that the owner leaves to the text tagger: loaded where there is some.
// Never sends a text anywhere or keeps one longer than its content is watched.
import { readPlan } from "../due/plan.js";
import { link } from "../memory.js";
import { warn } from "../say.js";

const LONGEST = 5000; // Characters, some 800 words: 10 ms, on a slow phone 40.

// `fetchWasm` and `hashes` are the loader's. Gives what finds the tags of a content of evidence/exposure.js.
async function start(fetchWasm, hashes, options) {
  Object.assign(hashes, __LATER__);
  await new Promise(window.requestIdleCallback || setTimeout);
  const [[, plan], [wasm, put, take]] = await Promise.all([options.core(), link(fetchWasm("tagger"))]);
  const motivators = readPlan(plan).motivators.join("\t");
  const tags = (language, text) => {
    try {
      return take(wasm.tag(put([motivators, language, text].join("\n"))));
    } catch (error) {
      warn("texts are not tagged: the tagger stopped by a fault of its own; please report it", error);
      return "";
    }
  };
  // When an exposure ends: what nobody looked at is not read, and what unfolded is.
  return (content) => {
    let read, found;
    const get = () => {
      const text = (content.element.innerText || "").slice(0, LONGEST);
      if (text !== read) found = tags((content.element.closest("[lang]") || {}).lang || "", text);
      read = text;
      return found;
    };
    Object.defineProperty(content, "tags", { get });
  };
}

window.motivo.$("tagger", start);
