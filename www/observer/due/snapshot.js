// What the shopper's panel and the inspector see of a visit, as a plain object.
// Never holds more than the visit's own text, the plan and what is kept on this device.
import { minute } from "../later.js";
import { reminders } from "./reminders.js";

// The lines that crates/observer/src/look.rs makes, by their first field; the first line under "".
export function lines(session, moment) {
  const visit = session.visit();
  const all = { "": [], m: [], x: [], t: [] };
  if (!visit) return all;
  const [first, ...rest] = visit.core.look(...(moment || visit.moment())).split("\n");
  all[""] = first.split("\t");
  for (const line of rest) {
    const [name, ...fields] = line.split("\t");
    all[name].push(fields);
  }
  return all;
}

// The chance of each motivator; all the same before anything is believed.
export const believed = (here, session) => chances(here, lines(session, [minute(), 0, 0, 0]));

export function chances(here, { m }) {
  return new Float32Array(here.motivators.map((_, index) => (m[index] ? m[index][0] / 1000 : 1 / here.motivators.length)));
}

// In the order of crates/core/src/symbols.rs.
export const AGENCY = ["answer", "show", "coach", "do"];
export const CORRECTION = ["", "more", "less"];
const REFUSAL = ["", "paused", "quiet", "page_had_one", "enough", "not_here", "agency", "phase", "evidence", "appeared", "dismissed", "cool_down"];

export function snapshot(here, session) {
  const { options } = session;
  const { m, x, t, "": head } = lines(session);
  const [evidence, phase, top, bot, strength, agency, holdout, returning, pause] = head;
  const minutes = Math.max(0, pause - minute()) || 0;
  const consent = session.consent();
  const running = head.length > 0;
  const state = running ? (minutes ? "paused" : "on") : options.off ? (options.off === "opted out" ? "off" : "gpc") : "asking";
  return {
    state,
    locale: here.locale,
    messages: here.messages,
    storefront: here.storefront,
    motivators: m.map(([chance, helped, passed, corrected], index) => ({
      id: here.motivators[index],
      chance: chance / 1000,
      helped: +helped,
      passed: +passed,
      corrected: CORRECTION[corrected],
    })),
    top: top || "",
    evidence: +evidence || 0,
    phase: phase || "recognize",
    bot: bot / 1000 || 0,
    strength: +strength || 0,
    agency: AGENCY[agency || 2],
    canDo: here.experiences.some(({ kind }) => kind === "automatic_execution"),
    holdout: holdout === "1",
    returning: returning || "unknown",
    minutes,
    consent,
    told: t.map(([record]) => record.trim()),
    prefix: "m1 " + here.mode + " " + here.storefront,
    sends: !!consent.reporting && here.mode !== "off" && !options.preview,
    reminders: reminders().map(({ id, title, url, due }) => ({ id, title, url, due })),
    experiences: here.experiences.map((of, index) => ({ ...of, refusal: REFUSAL[x[index] ? x[index][0] : 0] })),
  };
}
