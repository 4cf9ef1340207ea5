// Where a storefront's touchpoints are on its pages: by the owner's attribute, by the plan's rules, and by
// what ids, classes and addresses call them. Never reads a text that a shopper sees or types.
import { all, path, pathMatches } from "../page.js";
import { BUILT_IN, SIGHTS, TOOLS } from "./touchpoints.js";

const WORDS = Object.values(BUILT_IN).map((words) => "(" + words.replace(/-/g, "[-_]?") + ")");
const NAMED = new RegExp("(?:^|[^a-z])(?:" + WORDS.join("|") + ")(?![a-z])", "g");
const PRODUCT = /product|item/i; // Its address may have any word in it.
const OWN = "data-motivo-touchpoint";
const NEAR = 6; // A control belongs to what is named this many elements around it.

const attribute = (element, name) => element.getAttribute(name) || "";

// `plan` is the plan's text. Touchpoints are told by their places in `ids`.
export function finder(plan) {
  const ids = Object.keys(BUILT_IN);
  const rules = [...plan.matchAll(/^touchpoint\t(.*)\t(.*)\t(.*)\t(.*)$/gm)].map(([, place, id, selector, url]) => {
    ids[place] = id;
    return { place: +place, selector, url };
  });
  const known = new Map();
  // Those that a name speaks of: `sizeGuide`, `size-guide`, `/pages/size_guide`.
  function spoken(name) {
    if (!known.has(name)) {
      const words = name.replace(/([a-z])(?=[A-Z])/g, "$1-").toLowerCase();
      const places = [...words.matchAll(NAMED)].map(([, ...groups]) => groups.findIndex(Boolean));
      known.set(name, [...new Set(places)]);
    }
    return known.get(name);
  }
  const addressed = (address) => (PRODUCT.test(address) ? [] : spoken(address));
  const ruled = () => rules.filter(({ url }) => pathMatches(url, path()));
  const owned = (element) => [ids.indexOf(attribute(element, OWN))].filter((place) => place >= 0);
  const called = (element, is) =>
    spoken(["id", "class", "itemprop"].map((name) => attribute(element, name)).join(" ")).filter((place) => is(ids[place]));

  return {
    ids,
    // That this page is.
    ofPage: () => [...addressed(path()), ...ruled().flatMap(({ place, selector }) => (selector ? [] : place))],
    // That each element of this page is to who sees it, `[element, places]`; most are none.
    *shown() {
      for (const element of all("body [id],body [class],[itemprop],[" + OWN + "]"))
        yield [element, [...owned(element), ...called(element, (id) => !TOOLS.includes(id))]];
      for (const { place, selector } of ruled()) for (const element of selector ? all(selector) : []) yield [element, [place]];
    },
    // That a control leads to, is, or lies in: the nearest that there are. What surrounds it is a tool, or said
    // by the owner: a button beside reviews is none of them.
    around(control) {
      const link = control.closest("a[href]");
      let found = link && link.origin === location.origin ? [...addressed(link.pathname), ...spoken(link.hash)] : [];
      for (let up = 0; !found.length && control && control !== document.body && up < NEAR; up += 1) {
        const element = control;
        const inRules = ruled().filter(({ selector }) => selector && [...all(selector)].includes(element));
        const isUsed = (id) => (up ? TOOLS.includes(id) : !SIGHTS.includes(id));
        found = [...owned(element), ...inRules.map(({ place }) => place), ...called(element, isUsed)];
        control = element.parentElement;
      }
      return found;
    },
  };
}
