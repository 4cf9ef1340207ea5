// How long each piece of tagged content was exposed: at least half visible, or filling half the
// screen, in a visible, focused tab. Never judges; the core turns dwell into a response.
// What is folded away takes no time to read: `innerText` leaves it out.
const words = (element) => ((element.innerText || "").match(/\S+/g) || []).length;

// `onEnd(tags, dwell, words, acted, again, element)` for each exposure that ended, `onRest()` after a batch.
// `onAuto(content)` has the tags of a content found out.
export function exposures(signal, onEnd, onRest, onAuto) {
  const contents = new Map();
  let looking = document.hasFocus() && !document.hidden;

  const stopClock = (content) => {
    if (content.since != null) content.dwell += performance.now() - content.since;
    content.since = undefined;
  };
  const startClock = (content) => {
    if (looking && content.exposed) content.since = performance.now();
  };
  // One exposure has one response: after an act nothing follows until the content is seen anew.
  const end = (content, acted) => {
    stopClock(content);
    // Without tags it is no evidence, and what was seen of it waits for them.
    if (!content.tags || (!content.dwell && !acted)) return;
    onEnd(content.tags, content.dwell, content.words, acted, content.ended, content.element);
    content.dwell = 0;
    content.ended = true;
  };

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, intersectionRatio, intersectionRect, rootBounds } of entries) {
        const content = contents.get(target);
        const fills = rootBounds && intersectionRect.height >= rootBounds.height / 2;
        const exposed = intersectionRatio >= 0.5 || fills;
        if (!content || exposed === content.exposed) continue;
        content.exposed = exposed;
        if (exposed) startClock(content);
        else end(content, false);
      }
      onRest();
    },
    { threshold: [0, 0.1, 0.2, 0.3, 0.4, 0.5] }, // Tall content fills half a screen at a small share of itself.
  );
  signal.addEventListener("abort", () => observer.disconnect());

  return {
    // Watches content that is not watched yet, and forgets what left the page.
    watch(found) {
      for (const element of contents.keys())
        if (!element.isConnected) {
          observer.unobserve(element);
          contents.delete(element);
        }
      for (const [element, tags] of found)
        if (!contents.has(element)) {
          contents.set(element, { element, tags, words: words(element), exposed: false, dwell: 0, ended: false });
          if (tags === "auto") onAuto(contents.get(element));
          observer.observe(element);
        }
    },
    // The tab is looked at or not: the clocks run only while it is.
    look(now) {
      if (looking === now) return;
      looking = now;
      contents.forEach(now ? startClock : stopClock);
    },
    // The innermost content around an element.
    around(element) {
      while (element && !contents.has(element)) element = element.parentElement;
      return contents.get(element);
    },
    // The shopper acted on a content: ends its exposure.
    act: (content) => content && end(content, true),
    // The tab is hidden: what was seen so far is all there is.
    leave() {
      contents.forEach((content) => end(content, false));
    },
  };
}
