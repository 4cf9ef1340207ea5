// Whether the tab is looked at, whether it goes away, and whether a pointer is used.
// Never keeps where the pointer was.

// Calls `on.look(looking)`, `on.hide()`, `on.leave()`, `on.back()`, and `on.pointer()`.
export function listenForAttention(signal, on) {
  const listen = (target, type, listener) => target.addEventListener(type, listener, { signal, passive: true });
  for (const type of ["pointermove", "wheel", "touchstart"])
    listen(window, type, (event) => event.isTrusted && on.pointer());
  listen(window, "focus", () => on.look(true));
  listen(window, "blur", () => on.look(false));
  listen(window, "pagehide", on.leave);
  listen(window, "pageshow", (event) => event.persisted && on.back());
  listen(document, "visibilitychange", () => (document.hidden ? on.hide() : on.look(true)));
}
