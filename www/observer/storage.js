// The shop's own storage in this browser; every access may be refused.
// Never used before consent to storage, but for `motivo:off`.
import { warn } from "./say.js";

export const VISIT = "motivo:visit";
export const OUTBOX = "motivo:outbox";
export const REMINDERS = "motivo:reminders";
export const OFF = "motivo:off";

// The key's text, empty when there is none, `undefined` when storage is refused.
export function read(key) {
  try {
    return localStorage.getItem(key) || "";
  } catch {
    refused();
  }
}

// An empty text deletes the key.
export function write(key, value) {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    refused();
  }
}

// Deletes everything but `motivo:off`, the only key that may stay.
export function forget() {
  try {
    for (const key of [VISIT, OUTBOX, REMINDERS]) localStorage.removeItem(key);
  } catch {} // What cannot be reached was never written.
}

function refused() {
  warn("storage is refused by this browser: the visit ends with the page");
}
