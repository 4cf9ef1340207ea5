// Why nothing may appear in this visit now, told once a visit runs.
// Never a draw: what would appear is decided when it is.
import { quiet } from "../due/quiet.js";
import { lines } from "../due/snapshot.js";
import { minute } from "../later.js";
import { possible } from "./content.js";
import { bad, good } from "./finding.js";

// In the order of crates/core/src/manners.rs, from 1 on.
const REFUSALS = [
  ["the shopper paused Motivo", "it ends by itself, or in motivo.panel()"],
  ["nobody is interrupted on this page or at this moment", "checkout, log-in, errors, open dialogs and consent banners stay quiet"],
  ["this page had its one experience", "look at the next page"],
  ["this visit had enough", "the next visit may have more"],
  ["no experience has its place or products here", 'look at "place" and "when" in motivo.json'],
  ["the shopper wants no more than this", "motivo.panel() has how much Motivo may do"],
  ["the experiences here are for another phase of the journey", 'look at "when" in motivo.json'],
  ["", ""],
  ["it appeared in this visit before", "the next visit may have it again"],
  ["the shopper sent it away", "it stays away for the visit"],
  ["it was shown a short while ago", "it comes again after its cool-down"],
];
const EVIDENCE = 8; // Too little evidence is no fault: every visit begins with it.

export function moment(here) {
  const { session, plan, word } = here;
  const visit = session && session.visit();
  if (!visit || !plan || !word) return;
  const now = [minute(), visit.decided, quiet() ? 1 : 0, possible(here)];
  const { "": head, x } = lines(session, now);
  if (head[6] === "1") return bad("this visit is in the holdout: it is shown nothing, on purpose", 'try with another browser profile, ?motivo=preview, or "holdout": 0 while testing');
  const refused = x.map(([refusal]) => +refusal);
  if (refused.some((refusal) => !refusal)) return good("an experience may appear when the shopper has looked at something");
  if (refused.includes(EVIDENCE)) return good("experiences wait for more evidence");
  const [what, fix] = REFUSALS[refused[0] - 1] || ["the plan has no experiences", 'add some to "experiences" in motivo.json'];
  return bad("nothing may appear now: " + what, fix);
}
