// What stands between the observer and the views: the plan, the texts and the products of this page.
// Never decides what is shown: the core does.
import { instantiate } from "./core.js";
import { attend } from "./decide.js";
import { firing } from "./fire.js";
import { controls } from "./panel.js";
import { readPlan } from "./plan.js";
import { loadFeed } from "./products.js";
import { snapshot } from "./snapshot.js";

// `page`: how the loader loads files, the plan's text, the locale and its messages.
export async function stage(views, { wasm, load, hashes, locale, plan, file, messages, seed }) {
  Object.assign(hashes, __LATER__);
  const here = { ...readPlan(plan), views, locale, file, messages };
  here.word = (key) => messages[key] || "";
  here.panel = controls(here);
  const fire = firing(here);
  const core = instantiate(wasm("decisions"), plan, seed);
  [here.feed, here.core] = await Promise.all([loadFeed(here), core, views({ module_or_path: wasm("views") })]);
  (window.requestIdleCallback || setTimeout)(views.warm);
  return {
    attend: (session) => attend(here, session),
    panel: here.panel,
    snapshot: (session) => snapshot(here, session),
    fire,
    // The developer's live view, for `?motivo=preview`.
    async inspect(session) {
      const inspect = await load("inspector");
      await inspect(wasm("inspector"), here, session, fire);
    },
  };
}
