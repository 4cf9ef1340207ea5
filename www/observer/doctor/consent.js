// Whether a visit may run: what the browser, the shopper, the tag and the page said.
// Never asks anybody.
import { bad, good } from "./finding.js";

const GIVE = "when the shopper agrees, call motivo.consent({ inference: true, storage: true, reporting: true })";

// In the order of ../consent.js.
const SOURCES = ["data-consent", "motivo.consent()", "the consent platform (TCF)", "Google's consent mode", "Shopify", "the WP Consent API"];
const SAYS = { true: "yes", false: "no", null: "nothing yet" };

export function consent({ session }) {
  const { off } = session.options;
  if (off === "opted out") return bad("the shopper turned Motivo off in this browser, for good", 'to try on: motivo.panel() and "on", or delete the key motivo:off');
  if (off === "global privacy control") return bad("global privacy control is on in this browser: nothing runs", "nothing to change in the shop; try with another browser");
  if (off) return bad("Motivo does not run on this page: " + off, "reload and ask again");
  const said = session.consent();
  if (said.inference) {
    const without = ["storage", "reporting"].filter((purpose) => !said[purpose]);
    return good("consent is given" + (without.length ? ", without " + without.join(" and ") : ""));
  }
  const answers = session.answers().map(({ inference }, source) => inference !== undefined && SOURCES[source] + " said " + SAYS[inference]);
  return bad(`no consent: ${answers.filter(Boolean).join("; ") || "nobody on this page was asked"}`, GIVE);
}
