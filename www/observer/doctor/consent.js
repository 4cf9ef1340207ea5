// Whether a visit may run: what the browser, the shopper, the tag and the page said.
// Never asks anybody, and never takes a consent manager's word for the shop's.
import { bad, good } from "./finding.js";

// What other sources on the page say, as far as a script can see without asking.
const SOURCES = [
  ["an IAB consent manager is on the page", () => typeof window.__tcfapi === "function"],
  ["Google Consent Mode is set in dataLayer", () => Array.isArray(window.dataLayer) && window.dataLayer.some((entry) => entry && entry[0] === "consent")],
  ["Shopify asks for consent itself", () => window.Shopify && !!window.Shopify.customerPrivacy],
  ["the WP Consent API is on the page", () => typeof window.wp_has_consent === "function"],
];

const GIVE = "when the shopper agrees, call motivo.consent({ inference: true, storage: true, reporting: true })";

export function consent({ loader, session, tag }) {
  const off = session ? session.options.off : loader.off;
  if (off === "opted out") return bad("the shopper turned Motivo off in this browser, for good", 'to try on: motivo.panel() and "on", or delete the key motivo:off');
  if (off) return bad(`${off} is on in this browser: nothing runs`, "nothing to change in the shop; try with another browser");
  if (!session) return bad("Motivo does not run on this page: " + (loader.why || "it has not started, or motivo.stop() was called"), "mend what else is found, or reload and ask again");
  const said = session.consent();
  if (said.inference) {
    const without = ["storage", "reporting"].filter((purpose) => !said[purpose]);
    return good("consent is given" + (without.length ? ", without " + without.join(" and ") : ""));
  }
  const sources = SOURCES.filter(([, isHere]) => isHere()).map(([name]) => name);
  const call = "inference" in said ? "motivo.consent() said no" : "motivo.consent() was not called";
  return bad(`no consent: data-consent is "${tag.getAttribute("data-consent") || "required"}", ${[call, ...sources].join("; ")}`, GIVE);
}
