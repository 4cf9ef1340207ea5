// Events that shops send with jQuery: addEventListener does not see them.
// Never answers an event, and takes its own listeners away with the signal.
import { atEnd, quietly } from "./safe.js";

// `table`: [target, event, act]. Gives what looks for jQuery again, which may come late.
export function onJQuery(signal, table) {
  let found;
  return () => {
    const { jQuery } = window;
    if (found || signal.aborted || typeof jQuery !== "function" || !jQuery.fn?.on) return;
    found = jQuery;
    for (const [target, event, act] of table) {
      const listener = (...given) => {
        quietly(() => act(...given));
      };
      jQuery(target).on(event, listener);
      atEnd(signal, () => jQuery(target).off(event, listener));
    }
  };
}
