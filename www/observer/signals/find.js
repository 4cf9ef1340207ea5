// Where a storefront's touchpoints are on its pages: by the owner's attribute, by the plan's rules, and by
// what ids, classes and addresses call them. Never reads a text that a shopper sees or types.
import { all, path, pathMatches } from "../page.js";
import { BUILT_IN, TOOLS } from "./touchpoints.js";

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
      known.set(name, [...words.matchAll(NAMED)].map(([, ...groups]) => groups.findIndex(Boolean)));
    }
    return known.get(name);
  }
  const addressed = (address) => (PRODUCT.test(address) ? [] : spoken(address));
  const ruled = () => rules.filter(({ url }) => pathMatches(url, path()));
  const named = (element) => {
    const name = ["id", "class", "itemprop"].map((name) => attribute(element, name)).join(" ");
    return [ids.indexOf(attribute(element, OWN)), ...spoken(name)].filter((place) => place >= 0);
  };

  return {
    ids,
    // That this page is.
    ofPage: () => [...addressed(path()), ...ruled().flatMap(({ place, selector }) => (selector ? [] : place))],
    // That each element of this page is to who sees it, `[element, places]`; most are none.
    *shown() {
      const isShown = (element) => (place) => !TOOLS.includes(ids[place]) || element.hasAttribute(OWN);
      for (const element of all("body [id],body [class],[itemprop],[" + OWN + "]")) yield [element, named(element).filter(isShown(element))];
      for (const { place, selector } of ruled()) for (const element of selector ? all(selector) : []) yield [element, [place]];
    },
    // That an element leads to, is, or lies in: the nearest that there are.
    around(element) {
      const link = element.closest("a[href]");
      let found = link && link.origin === location.origin ? [...addressed(link.pathname), ...spoken(link.hash)] : [];
      for (let up = 0; !found.length && element && element !== document.body && up < NEAR; up += 1) {
        const inRules = ruled().filter(({ selector }) => selector && [...all(selector)].includes(element));
        found = [...named(element), ...inRules.map(({ place }) => place)];
        element = element.parentElement;
      }
      return found;
    },
  };
}
