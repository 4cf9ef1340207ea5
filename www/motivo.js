// Motivo's loader: obeys the kill switch, global privacy control and a copy that is already there,
// queues calls, then loads the observer when the page is idle. Never throws into the shop.
(() => {
  // Not `document.currentScript`: an image may have taken that name.
  const tag = document.querySelector('script[data-storefront],script[src*="motivo.js"]');
  const page = window.motivo;
  const say = (why) => console.warn("motivo:", why);
  if (!tag) return;
  if (page && page.$) return say("a second copy of the tag does nothing");
  // A frame of another origin is not the shop; an AMP page runs no scripts of a shop.
  if ((self !== top && !frameElement) || document.querySelector("html[amp],[⚡]")) return say("not personalising: a frame, or AMP");

  const waiting = {};
  const queue = [];
  const wait = (...entry) => queue.push(entry);
  let call = wait;
  const motivo = (window.motivo = {
    $: (name, module) => waiting[name](module),
    // A queue from before the loader holds facts, and calls as [name, …args].
    push: (...facts) => facts.forEach((fact) => (Array.isArray(fact) ? call(...fact) : call("push", fact))),
  });
  for (const name of ["consent", "on", "show", "panel", "stop", "erase"]) motivo[name] = (...args) => call(name, ...args);
  motivo.doctor = () => new Promise((told) => call("doctor", told));
  if (Array.isArray(page)) motivo.push(...page);

  let off = navigator.globalPrivacyControl && "global privacy control";
  try {
    if (localStorage["motivo:off"]) off = "opted out";
  } catch {} // Refused storage holds no opt-out.
  const home = new URL(".", tag.src).href;
  const hashes = __FILES__;
  const fetchFile = (url, integrity) => fetch(url, { integrity, credentials: "omit" });
  const wasm = (name) => fetchFile(home + __BASE__ + name + "_bg.wasm", hashes[name + "_bg.wasm"]);
  const load = (name) =>
    new Promise((loaded, failed) => {
      if (window.trustedTypes) policy ||= trustedTypes.createPolicy("motivo", { createScriptURL: (url) => url });
      const script = document.createElement("script");
      const src = home + __BASE__ + name + ".js";
      script.src = policy ? policy.createScriptURL(src) : src;
      script.integrity = hashes[name + ".js"];
      script.crossOrigin = "";
      script.nonce = tag.nonce;
      script.onload = () => script.remove();
      script.onerror = () => failed(Error(name + ".js cannot be loaded"));
      waiting[name] = loaded;
      document.head.append(script);
    });
  let policy;
  const start = async () => {
    call = wait;
    try {
      call = (await load("observer"))({ tag, home, fetchFile, wasm, load, hashes, off });
    } catch ({ message }) {
      const what = "not personalising: " + message;
      say(what);
      call = (name, told) => name === "doctor" && told([{ ok: false, what, fix: "motivo doctor " + location }]);
    }
    for (const entry of queue) call(...entry);
  };
  if (off) {
    // The shopper may still look at what they turned off, and the owner ask why nothing is there.
    call = (...entry) => wait(...entry) && /panel|doctor/.test(entry[0]) && start();
    return say("not personalising: " + off);
  }
  const idle = () => (window.requestIdleCallback || setTimeout)(start);
  const loaded = () => (document.readyState === "complete" ? idle() : addEventListener("load", idle, { once: true }));
  // A page that is rendered ahead may never be looked at.
  if (document.prerendering) document.addEventListener("prerenderingchange", loaded, { once: true });
  else loaded();
})();
