// Whether the tab is looked at, whether it goes away, and whether a pointer is used.
// Never keeps where the pointer was.

// Calls `on.look(looking)`, `on.hide()`, `on.leave(isKept)` where the browser may bring the page back,
// `on.back()`, and `on.pointer()`.
export function listenForAttention(signal, on) {
  const listen = (target, type, listener) => target.addEventListener(type, listener, { signal, passive: true });
  for (const type of ["pointermove", "wheel", "touchstart"])
    listen(window, type, (event) => event.isTrusted && on.pointer());
  listen(window, "focus", () => on.look(true));
  listen(window, "blur", () => on.look(false));
  let left = false; // A page that is left is hidden after that.
  listen(window, "pagehide", ({ persisted }) => {
    left = true;
    on.leave(persisted);
  });
  listen(window, "pageshow", ({ persisted }) => {
    left = false;
    if (persisted) on.back();
  });
  listen(document, "visibilitychange", () => (document.hidden ? left || on.hide() : on.look(true)));
}
