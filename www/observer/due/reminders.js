// Reminders that the shopper sets: about a product, kept on this device, shown when they are due.
// Never sent anywhere, and never set by anybody else.
import { minute } from "../later.js";
import { REMINDERS, read, write } from "../storage.js";

const MOST = 5;
const EVENING = 19, MORNING = 9; // Hours of the shopper's own day.

// The reminders, soonest first; what somebody else wrote there is none.
export function reminders() {
  try {
    const list = JSON.parse(read(REMINDERS) || "[]");
    return list.filter(({ id, title, url, due }) => id && title && /^https?:/.test(url) && due > 0);
  } catch {
    return [];
  }
}

function keep(list) {
  write(REMINDERS, list.length ? JSON.stringify(list) : "");
  return read(REMINDERS) !== "" || !list.length;
}

export const forgetReminder = (id) => keep(reminders().filter((known) => known.id !== id));

// Sets or, with an empty `when`, takes back the reminder of a product; says whether that worked.
export function remind({ id, title, url, image, price }, when) {
  const others = reminders().filter((known) => known.url !== url);
  if (!when) return keep(others);
  const due = new Date();
  due.setDate(due.getDate() + { tonight: 0, tomorrow: 1, week: 7 }[when]);
  due.setHours(when === "tonight" ? Math.max(EVENING, due.getHours() + 1) : MORNING, 0, 0, 0);
  const set = { id: id || url, title, url, image, price, due: Math.floor(due / 60000) };
  return keep([...others, set].sort((a, b) => a.due - b.due).slice(0, MOST));
}

// Shows the first reminder that is due and gives its handle; nothing when none is.
export function dueReminder({ views, locale, messages }, session, on) {
  const due = reminders().find(({ due, url }) => due <= minute() && new URL(url).pathname !== location.pathname);
  if (!due) return;
  const request = { experience: "", kind: "coach_nudge", step: "due", placement: "toast", variant: "neutral", motivator: "" };
  const product = { ...due, was: "", reason: "", facts: [] };
  const handle = views.show({ ...request, evidence: 0, locale, messages, theme: "", action: "", reserved: 0, offers: [product] }, {
    // Opened or sent away: it has done what it was for.
    outcome() {
      forgetReminder(due.id);
      on.closed();
    },
    off: session.off,
    ...on,
  });
  return { close: () => handle.close(), isVisible: () => true, answered: true };
}
