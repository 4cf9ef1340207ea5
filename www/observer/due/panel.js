// The shopper's panel: opens it, keeps it up to date, does what its buttons say.
// Never more than one at a time.
import { minute } from "../later.js";
import { forgetReminder } from "./reminders.js";
import { attend } from "./decide.js";
import { AGENCY, CORRECTION, snapshot } from "./snapshot.js";

const DAY = 24 * 60;
// What the shopper may say something about; crates/observer/src/look.rs has the other end.
const PAUSE = 0, MOTIVATORS = 1;
// In the order of crates/core/src/symbols.rs. That everything was erased is not told: nothing is left to tell it.
const CORRECTED = 0, PAUSED = 5;

// Gives a function that opens the panel for a session.
export function controls(here) {
  let open;
  return (session) => {
    if (open) return;
    const { options } = session;
    const update = () => open && open.update(snapshot(here, session));
    const say = (tell) => {
      const visit = attend(here, session);
      if (visit) {
        tell(visit);
        visit.worth = true;
        visit.report();
      }
      update();
    };
    // A word taken back is not told; one that is, without what it was about.
    const sayOf = (about, value, control) =>
      say(({ core }) => {
        core.say(about, value);
        if (value) here.core.control(control);
      });
    const ends = new AbortController();
    const close = () => {
      ends.abort();
      if (open) open.close();
      open = undefined;
    };
    open = here.views.panel(snapshot(here, session), {
      correct: (motivator, word) => sayOf(MOTIVATORS + here.motivators.indexOf(motivator), CORRECTION.indexOf(word), CORRECTED),
      agency: (level) => say(() => here.core.allow(AGENCY.indexOf(level))),
      pause: () => sayOf(PAUSE, minute() + DAY, PAUSED),
      resume: () => sayOf(PAUSE, 0),
      erase: session.erase,
      off: session.off,
      on: session.on,
      forgetReminder(id) {
        forgetReminder(id);
        update();
      },
      closed: () => setTimeout(close),
    });
    const { signal } = ends;
    options.events.addEventListener("changed", update, { signal });
    options.events.addEventListener("shut", close, { signal });
  };
}
