// What the tag says, and how files are fetched. Never validated here: missing attributes are empty.
import { instantiate } from "./wasm.js";

// `loader`: the tag's element, the address `home` of motivo.js, and how it loads files.
export function settings({ tag, home, fetchFile, wasm, load }) {
  const data = (name) => tag.getAttribute("data-" + name) || "";
  const plan = data("plan") || home + "v1/plan/" + data("storefront") + "/";
  return {
    storefront: data("storefront"),
    consent: data("consent"),
    locale: data("locale") || document.documentElement.lang,
    seed: data("seed"), // Makes draws repeatable, for tests.
    records: home + "v1/records",
    core: () => instantiate(wasm("observer")),
    async file(name) {
      const answer = await fetchFile(plan + name);
      if (!answer.ok) throw new Error(name + ": " + answer.status);
      return answer.text();
    },
    async views() {
      const views = await load("views");
      await views({ module_or_path: wasm("views") });
      return views;
    },
  };
}
