// Touchpoints that a shopper saw: half of one, or half a screen of it, for a second in a tab that is looked at.
// That is what counts as viewable to advertisers (Media Rating Council). Never counts what is passed in a blink.
import { later } from "../later.js";

const SEEN = 1000; // Milliseconds.
// New content is looked for this long after the page changed, twice as long each time that there is none.
const SETTLED = 500, LATEST = 8000; // Milliseconds.
const PART = 500; // Elements a task.
// What leads to a touchpoint on every page is not the touchpoint.
const FURNITURE = "nav,header,footer,a,button,motivo-view";

// `find` is a finder. Calls `meet(places)`; gives `read()`, for another page in the place of the last one.
export function watchSeen(signal, find, meet) {
  const watched = new Map(); // Elements and their places.
  const inView = new Map(); // Elements, and when they came into view.
  let arrived = performance.now();
  let waiting = false;

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, intersectionRatio, intersectionRect: { width, height }, rootBounds, time } of entries) {
        const isInView = width * height > 0 && (intersectionRatio >= 0.5 || (rootBounds && height >= rootBounds.height / 2));
        if (!isInView) inView.delete(target);
        else if (!inView.has(target)) inView.set(target, time);
      }
      wait();
    },
    { threshold: [0, 0.1, 0.2, 0.3, 0.4, 0.5] }, // Tall content fills half a screen at a small share of itself.
  );
  function wait() {
    if (waiting || (!inView.size && !arrived)) return;
    waiting = true;
    later(signal, SEEN, () => {
      waiting = false;
      const now = performance.now();
      if (!document.hasFocus() || document.hidden) {
        // Looked at from now on.
        for (const element of inView.keys()) inView.set(element, now);
        if (arrived) arrived = now;
      } else count(now);
      wait();
    });
  }
  function count(now) {
    if (arrived && now - arrived >= SEEN) {
      arrived = 0;
      meet(find.ofPage());
    }
    for (const [element, since] of inView)
      if (now - since >= SEEN) {
        meet(watched.get(element));
        inView.delete(element);
        observer.unobserve(element);
      }
  }
  // Takes the page in parts, so that no task is long; `done(isNew)`.
  function look(done) {
    for (const element of watched.keys())
      if (!element.isConnected) {
        observer.unobserve(element);
        watched.delete(element);
        inView.delete(element);
      }
    const last = {}; // A touchpoint's parts are no touchpoints of their own.
    const elements = find.shown();
    let isNew = false;
    const part = () => {
      for (let left = PART; left; left -= 1) {
        const { value, done: isEnd } = elements.next();
        if (isEnd) return done(isNew);
        const [element, places] = value;
        for (const place of places) {
          if ((last[place] && last[place].contains(element)) || element.closest(FURNITURE)) continue;
          last[place] = element;
          const here = watched.get(element);
          if (!here) {
            isNew = true;
            watched.set(element, [place]);
            observer.observe(element);
          } else if (!here.includes(place)) here.push(place);
        }
      }
      later(signal, 0, part);
    };
    part();
  }
  let pause = SETTLED;
  let changed = false;
  const changes = new MutationObserver(() => {
    if (changed) return;
    changed = true;
    later(signal, pause, read);
  });
  changes.observe(document, { childList: true, subtree: true });
  function read() {
    changed = false;
    look((isNew) => (pause = isNew ? SETTLED : Math.min(pause * 2, LATEST)));
  }
  signal.addEventListener("abort", () => {
    observer.disconnect();
    changes.disconnect();
  });
  return {
    read() {
      observer.disconnect();
      watched.clear();
      inView.clear();
      arrived = performance.now();
      pause = SETTLED;
      read();
      wait();
    },
  };
}
