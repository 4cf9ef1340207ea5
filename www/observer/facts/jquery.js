// Events that shops send with jQuery: addEventListener does not see them.
// Never answers an event, and takes its own listeners away with the signal.
import { globalNamed, quietly } from "./safe.js";

// `table`: [target, event, act]. Gives what looks for jQuery again, which may come late.
export function onJQuery(signal, table) {
  let found;
  return () => {
    const jQuery = globalNamed("jQuery");
    if (found || signal.aborted || typeof jQuery !== "function" || !jQuery.fn || !jQuery.fn.on) return;
    found = jQuery;
    for (const [target, event, act] of table) {
      const listener = (...given) => {
        quietly(() => act(...given));
      };
      jQuery(target).on(event, listener);
      signal.addEventListener("abort", () => quietly(() => jQuery(target).off(event, listener)));
    }
  };
}

// The data attributes of the element in a jQuery object, or of an element.
export const dataOf = (found) => (found && ((found[0] || found).dataset || {})) || {};
