// Why nothing may appear in this visit now, told once a visit runs.
// Never a draw: what would appear is decided when it is.
import { bad, good } from "./finding.js";

// By the words of due/snapshot.js. Too little evidence is no fault: every visit begins with it.
const REFUSALS = {
  paused: ["the shopper paused Motivo", "it ends by itself, or in motivo.panel()"],
  quiet: ["nobody is interrupted on this page or at this moment", "checkout, log-in, errors, open dialogs and consent banners stay quiet"],
  page_had_one: ["this page had its one experience", "look at the next page"],
  enough: ["this visit had enough", "the next visit may have more"],
  not_here: ["no experience has its place or products here", 'look at "place" and "when" in motivo.json'],
  agency: ["the shopper wants no more than this", "motivo.panel() has how much Motivo may do"],
  phase: ["the experiences here are for another phase of the journey", 'look at "when" in motivo.json'],
  appeared: ["it appeared in this visit before", "the next visit may have it again"],
  dismissed: ["the shopper sent it away", "it stays away for 30 days"],
  cool_down: ["it was shown a short while ago", "it comes again after its cool-down"],
};

const LOADS_WITHIN = 5000; // Milliseconds, for the views.
const BEGINS_WITHIN = 2000; // Milliseconds from consent to a visit, on a page that is still loading.

// The visit, once it has begun; nothing where none may or can.
async function begun({ session, signal }) {
  if (!session.consent().inference || session.options.off) return;
  if (!session.visit())
    await new Promise((done) => {
      session.options.events.addEventListener("changed", done, { signal });
      setTimeout(done, BEGINS_WITHIN);
    });
  return session.visit();
}

// The visit as the panel sees it; nothing when the views cannot be loaded, which is told elsewhere.
const seen = (session) =>
  new Promise((done) => {
    session.due((due) => done(due.snapshot(session)));
    setTimeout(done, LOADS_WITHIN);
  });

export async function moment(here) {
  const { session, plan, word } = here;
  const visit = await begun(here);
  const now = visit && plan && word && (await seen(session));
  if (!now) return;
  if (now.holdout) return bad("this visit is in the holdout: it is shown nothing, on purpose", 'try with another browser profile, ?motivo=preview, or "holdout": 0 while testing');
  const refused = now.experiences.map(({ refusal }) => refusal);
  if (refused.includes("")) return good("an experience may appear when the shopper has looked at something");
  if (refused.includes("evidence")) return good("experiences wait for more evidence");
  const [what, fix] = REFUSALS[refused[0]] || ["the plan has no experiences", 'add some to "experiences" in motivo.json'];
  return bad("nothing may appear now: " + what, fix);
}
