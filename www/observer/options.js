// What the tag says, and how files are fetched. Never validated here: missing attributes are empty.
import { instantiate } from "./wasm.js";

// `loader`: the tag's element, the address `home` of motivo.js, how it loads files and their hashes.
export function settings(loader) {
  const { tag, home, fetchFile, wasm, load, hashes, off } = loader;
  Object.assign(hashes, __LATER__); // The loader knows this file's alone.
  const data = (name) => tag.getAttribute("data-" + name) || "";
  const folder = data("plan") || home + "v1/plan/" + data("storefront") + "/";
  async function file(name) {
    const answer = await fetchFile(folder + name);
    if (!answer.ok) throw new Error(name + ": " + answer.status);
    return answer.text();
  }
  let core, due, examiner, signals;
  const options = {
    events: new EventTarget(), // "changed", "close" (the experiences) and "shut" (the panel too).
    home, // Where our own scripts come from.
    off, // Why nothing may run, or false.
    storefront: data("storefront"),
    consent: data("consent"),
    locale: data("locale") || document.documentElement.lang,
    seed: data("seed"), // Makes draws repeatable, for tests.
    records: home + "v1/records",
    preview: /[?&]motivo=preview/.test(location.search),
    // The core's functions and the plan's text.
    core: () => (core = core || Promise.all([instantiate(wasm("observer")), file("plan.txt")])),
    // What else is noticed, when the page is idle: frictions, touchpoints, what the page itself tells.
    signals() {
      const idle = new Promise(window.requestIdleCallback || setTimeout);
      return (signals ||= Promise.all([options.core(), idle.then(() => load("signals"))]).then(([[, plan], start]) => start(loader, plan)));
    },
    // What is needed once an experience is due: views, texts and all that is read for them.
    due(locale, plan) {
      const start = ([stage, texts]) =>
        stage({ wasm, load, hashes, locale, plan, file, messages: JSON.parse(texts), seed: options.seed });
      due = due || Promise.all([load("views"), file("messages." + locale + ".json")]).then(start);
      return due;
    },
    // What is wrong with this installation.
    doctor: async (session) => (await (examiner ||= load("doctor")))(loader, session),
    // Leaves it to the text tagger what a content speaks to; until that is here, to nothing.
    tag(content) {
      content.tags = "";
      options.tagger ||= load("tagger").then((start) => start(wasm, hashes, options));
      options.tagger.then((tag) => tag(content), () => {}); // The inspector says why it failed.
    },
  };
  return options;
}
