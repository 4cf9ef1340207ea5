// The tag in the page as it is now, tag managers included: one, with its storefront.
// Never about where it stands in the source; `motivo doctor URL` reads that.
import { all } from "../page.js";
import { bad, good } from "./finding.js";

const isOurs = (script) => script.hasAttribute("data-storefront") || /\/motivo(\.[0-9a-f]{16})?\.js$/.test(script.src.split(/[?#]/)[0]);

export function tag({ storefront }) {
  const found = [...all("script")].filter(isOurs).length;
  if (found > 1) return bad(`the tag stands ${found} times on this page; only the first works`, "remove all but one: look in the theme, in plugins and in the tag manager");
  if (!storefront) return bad("the tag does not say which storefront this is", 'write data-storefront="KEY" on the tag, the "storefront" of your motivo.json');
  return good(`one tag, for the storefront "${storefront}"`);
}

// What of `document` a form or a picture of that name would hide from every script.
const NAMES = ["body", "head", "documentElement", "querySelector", "querySelectorAll", "createElement", "addEventListener", "dispatchEvent", "readyState", "hidden", "activeElement"];

export function names() {
  const taken = NAMES.filter((name) => Object.hasOwn(document, name) && [Element, HTMLCollection].some((kind) => document[name] instanceof kind));
  if (!taken.length) return good("no markup hides what scripts need");
  return bad(`forms or pictures are named ${taken.join(", ")} and hide document.${taken[0]}`, `give the element with name="${taken[0]}" another name`);
}
