// What the shopper's panel and the inspector see of a visit, as a plain object.
// Never holds more than the visit's own text, the plan and what is kept on this device.
import { minute } from "../later.js";
import { attend } from "./decide.js";
import { reminders } from "./reminders.js";

// The visit as its two modules tell it, in fields: what is inferred (crates/observer/src/look.rs) and
// its motivators, what is decided (crates/decisions/src/lib.rs), its experiences and its records.
export function lines(here, session, moment) {
  const visit = attend(here, session);
  if (!visit) return { inferred: [], m: [], decided: [], x: [], t: [] };
  const rows = (text) => text.split("\n").map((line) => line.split("\t"));
  const [[now, ...inferred], ...m] = rows(visit.core.look());
  here.core.believe(now);
  const [[, ...decided], ...others] = rows(here.core.look(...(moment || visit.moment())));
  const named = (name) => others.filter(([first]) => first === name).map(([, ...fields]) => fields);
  return { inferred, m: m.map(([, ...fields]) => fields), decided, x: named("x"), t: named("t") };
}

// The chance of each motivator; all the same before anything is believed.
export function believed(here, session) {
  const visit = session.visit();
  const [, ...m] = visit ? visit.core.look().split("\n") : [];
  return new Float32Array(here.motivators.map((_, index) => (m[index] ? m[index].split("\t")[1] / 1000 : 1 / here.motivators.length)));
}

// In the order of crates/core/src/symbols.rs.
export const AGENCY = ["answer", "show", "coach", "do"];
export const CORRECTION = ["", "more", "less"];
const REFUSAL = ["", "paused", "quiet", "page_had_one", "enough", "not_here", "agency", "phase", "evidence", "appeared", "dismissed", "cool_down"];

export function snapshot(here, session) {
  const { options } = session;
  const { inferred, m, decided, x, t } = lines(here, session);
  const [evidence, phase, top, bot, strength, returning, pause] = inferred;
  const [agency, holdout] = decided;
  const minutes = Math.max(0, pause - minute()) || 0;
  const consent = session.consent();
  const running = inferred.length > 0;
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
