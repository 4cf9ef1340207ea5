// Whether a page that goes away leads on in the visit: its own links, forms and scripts say so before.
// Never keeps where it leads to.
import { CART, arrival } from "../page.js";

const SOON = 30000; // A navigation that has not left the page by then was called off.

// Gives a function that says so for this moment. Whoever pays often does so on a page of somebody else
// and comes back, so from cart and checkout every page that is opened leads on.
export function onward(signal) {
  let since = -Infinity;
  const listen = (target, type, listener) => target.addEventListener(type, listener, { signal });
  const leads = (address) => {
    since = address.startsWith(location.origin + "/") || arrival() >= CART ? performance.now() : -Infinity;
  };
  const { navigation } = window;
  if (navigation && navigation.addEventListener)
    listen(navigation, "navigate", ({ destination, downloadRequest }) => {
      if (!destination.sameDocument && downloadRequest === null) leads(destination.url);
    });
  else {
    // Last of all, when the shop's own listeners have had their say.
    const unless = (take) => (event) => event.defaultPrevented || take(event);
    listen(window, "click", unless((event) => {
      // Also one of ours, in a shadow root.
      const link = event.composedPath().find(({ localName, href }) => localName === "a" && href);
      if (link && !link.target) leads("" + link.href); // In a drawing it is no text.
    }));
    listen(window, "submit", unless(({ target }) => {
      const action = target.getAttribute("action") || ""; // `action` itself may be one of the form's fields.
      leads(/^([a-z]+:|\/\/)/i.test(action) ? action : location.origin + "/");
    }));
  }
  return () => performance.now() - since < SOON;
}
