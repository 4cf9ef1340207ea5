// What goes wrong for the shopper: clicks in anger, without effect, late or into an error; forms that
// refuse. Never reads what was typed, and rather misses one than raises a false alarm.
import { later } from "../later.js";

// As session replay counts them: three clicks in a second on one spot; dead after 7 s, slow after 3.
const RAGE = 3, RAGE_WITHIN = 1000, ONE_SPOT = 30; // Clicks, milliseconds, pixels.
const SLOW = 3000, DEAD = 7000, ERROR_WITHIN = 1000; // Milliseconds.
// What a click always does something to, if only out of our sight, or may well do nothing to.
const ITS_OWN = "a[href],input,select,textarea,label,option,summary,canvas,video,audio,iframe,motivo-view,[contenteditable]";
const PRESSED = "button,[role=button],[onclick],a";
const EFFECTS = ["scroll", "focusin", "input", "change", "submit", "play", "selectionchange", "visibilitychange", "blur", "pagehide", "popstate"];

// `onFriction(kind, element)`; scripts under `home` are our own.
export function listenForFriction(signal, home, onFriction) {
  const listen = (type, listener) => addEventListener(type, listener, { signal, capture: true });
  let clicks = []; // In one spot, without effect.
  let waiting = false;
  let clicked = { at: -Infinity };

  // Calls `done` at the first sign of the page that something happened, or after 7 s.
  function awaitEffect(done) {
    const stop = new AbortController();
    const from = performance.now();
    const finish = () => {
      if (stop.signal.aborted) return;
      stop.abort();
      changes.disconnect();
      waiting = false;
      clicks = [];
      if (!signal.aborted) done(performance.now() - from);
    };
    const ours = ({ target, addedNodes }) => target.localName === "motivo-view" || (addedNodes[0] && addedNodes[0].localName === "motivo-view");
    const changes = new MutationObserver((records) => records.every(ours) || finish());
    changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    for (const type of EFFECTS) addEventListener(type, finish, { signal: stop.signal, capture: true });
    later(stop.signal, DEAD, finish);
    signal.addEventListener("abort", finish, { signal: stop.signal });
    waiting = true;
  }

  listen("click", (event) => {
    const { target, clientX: x, clientY: y, timeStamp: at, isTrusted } = event;
    if (!isTrusted || !(target instanceof Element)) return;
    clicked = { at: performance.now(), on: target };
    if (target.closest(ITS_OWN)) return;
    const near = (one) => one.target === target && at - one.at < RAGE_WITHIN && Math.hypot(x - one.x, y - one.y) <= ONE_SPOT;
    clicks = [...clicks.filter(near), { target, x, y, at }];
    // Three clicks on a text select it.
    if (clicks.length === RAGE && !String(getSelection())) onFriction("rage", target);
    if (waiting) return;
    awaitEffect((ms) => {
      if (target.closest(PRESSED) && ms >= SLOW) onFriction(ms >= DEAD ? "dead" : "slow", target);
    });
  });
  const failed = (event) => {
    if (performance.now() - clicked.at < ERROR_WITHIN && !(event.filename || "").startsWith(home)) onFriction("error", clicked.on);
  };
  listen("error", (event) => event instanceof ErrorEvent && failed(event));
  listen("unhandledrejection", failed);
  let refused;
  // Each field of a form says it; the shopper was refused once.
  listen("invalid", ({ target, isTrusted }) => {
    if (!isTrusted || refused) return;
    refused = true;
    onFriction("form_error", target);
    later(signal, RAGE_WITHIN, () => (refused = false));
  });
}
