// Which content of this page speaks to what, and what kind of page it is.
// Never writes to the page; reads no form values.

// Steps of the journey, as the core numbers them.
export const BROWSE = 0, DETAIL = 1, NARROW = 2, CART = 3, CHECKOUT = 4;

const KINDS = [[/checkout/i, CHECKOUT], [/cart|basket/i, CART], [/search/i, NARROW], [/product/i, DETAIL]];

export const all = (selector) => {
  try {
    return document.querySelectorAll(selector);
  } catch {
    return []; // A selector this browser does not know finds nothing.
  }
};

// The path of this page; some shops keep it in the fragment, `#/shelf` or `#!/shelf`.
export const path = () => (/^#!?(\/.*)/.exec(location.hash) || [0, location.pathname])[1];

// Whether a path matches a pattern in which `*` stands for anything; an empty one matches all.
export function pathMatches(pattern, address) {
  const parts = pattern.split("*").map((part) => part.replace(/[^\w]/g, "\\$&"));
  return !pattern || new RegExp("^" + parts.join(".*") + "$").test(address);
}

// Content with its tags: the owner's markup first, then the rules of the config (`#` and position),
// then what either leaves to the text tagger (`auto`).
export function tagged(rules) {
  const found = new Map();
  for (const element of all("[data-motivo]")) found.set(element, element.getAttribute("data-motivo"));
  rules.forEach(([selector, url, auto], rule) => {
    if (pathMatches(url, path()))
      for (const element of all(selector || "main"))
        if ((found.get(element) ?? "auto") === "auto") found.set(element, auto || "#" + rule);
  });
  return found;
}

// What arriving on this page tells about the journey.
export const arrival = () => (KINDS.find(([kind]) => kind.test(path())) || [0, BROWSE])[1];
