// Shows an experience because somebody asked for it: the shop by motivo.show(), a developer by hand.
// Never a decision: nothing of it is told.
import { warn } from "../say.js";
import { showing } from "./show.js";
import { snapshot } from "./snapshot.js";

// Gives `fire(session, {experience, variant, locale, theme})`; what is left out follows the visit.
export function firing(here) {
  let shown;
  const close = () => {
    if (shown) shown.close();
    shown = undefined;
  };
  return async (session, { experience, variant, locale = here.locale, theme = "" }) => {
    const known = here.experiences.find(({ id }) => id === experience);
    if (!known) return warn("show(): no experience is called " + experience);
    close();
    session.options.events.addEventListener("close", close); // The same listener is added once.
    const texts = locale === here.locale ? here.messages : JSON.parse(await here.file("messages." + locale + ".json"));
    const other = { ...here, locale, messages: texts, word: (key) => texts[key] || "" };
    const { top, evidence } = snapshot(here, session);
    const speaks = variant || (known.variants.includes(top) ? top : "neutral");
    const request = [experience, known.kind, known.place, speaks, speaks === "neutral" ? "" : speaks, evidence].join("\t");
    const done = () => setTimeout(close);
    const on = {
      outcome: (name) => (name === "dismissed" || known.kind === "welcome_note") && done(),
      closed: done,
      panel: () => here.panel(session),
    };
    shown = showing(other, session, request, on, { theme: theme === "auto" ? "" : theme });
  };
}
