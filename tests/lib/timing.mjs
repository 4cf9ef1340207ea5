// When an experience was decided on and when its first frame was painted, and what kept the page busy meanwhile.
// Never changes what the page does: it listens at the two ends, the outbox and the page's body.

/** Runs before the page: leaves `window.__timing()`. */
export function timed() {
  const times = {};
  const busy = [];
  const { setItem } = Storage.prototype;
  // The decision's record is kept in the same task, right after the draw.
  Storage.prototype.setItem = function (key, value) {
    if (key === 'motivo:outbox' && / decision /.test(value)) times.decided ??= performance.now();
    return setItem.call(this, key, value);
  };
  const painted = () => {
    // A task that is queued in a frame's callback runs when the frame is done.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (times.painted = performance.now());
    requestAnimationFrame(() => port2.postMessage(''));
  };
  new MutationObserver((changes, observer) => {
    if (!document.querySelector('motivo-view')) return;
    observer.disconnect();
    times.appeared = performance.now();
    painted();
  }).observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => busy.push(...list.getEntries())).observe({ type: 'longtask', buffered: true });
  window.__timing = () => {
    const wasm = performance.getEntriesByType('resource').find(({ name }) => /views_bg/.test(name));
    const longest = (from, to) =>
      Math.max(0, ...busy.filter((task) => task.startTime + task.duration > from && task.startTime < to).map(({ duration }) => duration));
    return {
      ...times,
      wait: times.painted - times.decided,
      cached: wasm && wasm.transferSize === 0,
      /** The longest task in milliseconds; 0 when none was over 50. */
      showing: longest(times.decided, times.painted + 500),
      preparing: longest(wasm ? wasm.startTime : 0, times.decided),
    };
  };
}

/** Milliseconds until forty plain cards, which the page makes itself in as many tasks, are painted. */
export function plain() {
  return new Promise((resolve) => {
    const from = performance.now();
    const host = document.createElement('div');
    const card = '<article><h3>A title</h3><p>Some words of a card.</p><button>Take it</button></article>';
    const show = () => {
      host.popover = 'manual';
      document.body.append(host);
      host.showPopover();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        resolve(performance.now() - from);
        host.remove();
      };
      requestAnimationFrame(() => port2.postMessage(''));
    };
    setTimeout(() => {
      const style = '<style>article { display: grid; padding: 12px; border-radius: 12px; box-shadow: 0 4px 20px #0004 }</style>';
      host.attachShadow({ mode: 'open' }).innerHTML = style + card.repeat(40);
      setTimeout(show);
    });
  });
}
