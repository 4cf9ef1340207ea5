// Motivo's loader: obeys the kill switch, global privacy control and a copy that is already there,
// queues calls, then loads the observer when the page is idle. Never throws into the shop.
(() => {
  const tag = document.currentScript;
  const page = window.motivo;
  const say = (why) => console.warn("motivo:", why);
  if (!(tag instanceof HTMLScriptElement)) return;
  if (page && page.$) return say("a second copy of the tag does nothing; remove it");

  const queue = [];
  let call = (...name) => queue.push(name);
  const waiting = {};
  const motivo = { $: (name, module) => waiting[name](module) };
  for (const name of ["consent", "on", "stop", "erase"]) motivo[name] = (...args) => call(name, args);
  // A queue from before the loader holds facts, and calls as [name, …args].
  motivo.push = (fact) => (Array.isArray(fact) ? call(fact[0], fact.slice(1)) : call("push", [fact]));
  window.motivo = motivo;
  if (Array.isArray(page)) page.forEach(motivo.push);

  let off = navigator.globalPrivacyControl && "global privacy control";
  try {
    if (localStorage.getItem("motivo:off")) off = "opted out";
  } catch {} // Refused storage holds no opt-out.
  if (off) {
    call = () => {};
    return console.info("motivo: not personalising:", off);
  }

  const data = (name) => tag.getAttribute("data-" + name) || "";
  const home = new URL(".", tag.src).href;
  const base = home + __BASE__;
  const hashes = __FILES__;
  const plan = new URL(data("plan") || home + "v1/plan/" + data("storefront") + "/", location.href);
  const get = (url, integrity) => fetch(url, { integrity, credentials: "omit" });
  const trusted = (url) => {
    if (!window.trustedTypes) return url;
    policy ||= trustedTypes.createPolicy("motivo", { createScriptURL: (url) => url });
    return policy.createScriptURL(url);
  };
  let policy;
  const script = (name) =>
    new Promise((loaded, failed) => {
      const element = document.createElement("script");
      const file = name + ".js";
      element.src = trusted(base + file);
      element.integrity = hashes[file];
      element.crossOrigin = "anonymous";
      element.nonce = tag.nonce;
      element.onerror = failed;
      element.onload = () => element.remove();
      waiting[name] = loaded;
      document.head.append(element);
    });
  const wasm = (name) => get(base + name + "_bg.wasm", hashes[name + "_bg.wasm"]);
  const start = () =>
    script("observer").then(
      (observer) => {
        call = observer({
          consent: data("consent"),
          locale: data("locale") || document.documentElement.lang,
          seed: data("seed"),
          records: home + "v1/records",
          core: () => wasm("observer"),
          file: (name) => get(plan + name).then((answer) => (answer.ok ? answer.text() : Promise.reject())),
          load: (name) => script(name).then((module) => module({ module_or_path: wasm(name) }).then(() => module)),
        });
        queue.forEach((entry) => call(...entry));
      },
    ).catch(() => say("not personalising: observer.js cannot be loaded; see the network panel"));
  const idle = () => (window.requestIdleCallback || setTimeout)(start);
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, { once: true });
})();
