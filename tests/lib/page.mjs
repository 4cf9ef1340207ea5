// What a shop's page is, seen from outside: styles, places, listeners, timers, globals.
// Never part of the page itself, except the ledger of timers that runs before it.

/** Computed style and place of every element that is the shop's, by its path. */
export const looks = (page) =>
  page.evaluate(() => {
    const ours = (element) => element.closest('motivo-view') || ['SCRIPT', 'LINK'].includes(element.tagName);
    const pathOf = (element) => {
      const parts = [];
      for (let at = element; at; at = at.parentElement) {
        const before = [...(at.parentElement?.children ?? [])].filter((other) => !ours(other));
        parts.unshift(`${at.tagName.toLowerCase()}${at.id ? `#${at.id}` : ''}:${before.indexOf(at)}`);
      }
      return parts.join('>');
    };
    const found = {};
    for (const element of document.querySelectorAll('*')) {
      if (ours(element)) continue;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      found[pathOf(element)] = {
        ...Object.fromEntries([...style].map((name) => [name, style.getPropertyValue(name).replaceAll(location.origin, '')])),
        '(place)': [box.x + scrollX, box.y + scrollY, box.width, box.height].map(Math.round).join(' '),
        '(attributes)': element.getAttributeNames().sort().join(' '),
      };
    }
    return found;
  });

/** What differs between two pages' looks, in a line each, at most twenty of them. */
export function differences(one, other) {
  const lines = [];
  for (const path of new Set([...Object.keys(one), ...Object.keys(other)])) {
    if (!one[path] || !other[path]) {
      lines.push(`${path} is only on ${one[path] ? 'the first' : 'the second'} page`);
      continue;
    }
    for (const [name, value] of Object.entries(one[path])) {
      if (other[path][name] !== value) lines.push(`${path} ${name}: ${value} -> ${other[path][name]}`);
    }
  }
  return lines.slice(0, 20);
}

/** Names in the global scope. */
// jQuery marks the window with a name that is random at each load: it is the shop's own, not news.
export const globals = (page) =>
  page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => !/^jQuery\d+$/.test(name)).sort());

/** `type` of every event listener on window, document, html and body, through the debugger. */
export async function listeners(page) {
  const session = await page.context().newCDPSession(page);
  const found = [];
  for (const expression of ['window', 'document', 'document.documentElement', 'document.body', 'window.navigation']) {
    const { result } = await session.send('Runtime.evaluate', { expression });
    if (!result.objectId) continue;
    const { listeners: all } = await session.send('DOMDebugger.getEventListeners', { objectId: result.objectId });
    found.push(...all.map((listener) => `${expression} ${listener.type}`));
  }
  await session.detach();
  return found.sort();
}

/** Runs before the page: keeps a ledger of timers and observers that are still alive. */
export function ledger() {
  const alive = { timeouts: new Set(), intervals: new Set(), idle: new Set(), observers: new Set() };
  const { setTimeout: timeout, setInterval: interval, requestIdleCallback: whenIdle } = window;
  window.setTimeout = (task, ...rest) => {
    const id = timeout(function (...given) {
      alive.timeouts.delete(id);
      return typeof task === 'function' ? task.apply(this, given) : undefined;
    }, ...rest);
    alive.timeouts.add(id);
    return id;
  };
  window.setInterval = (...rest) => {
    const id = interval(...rest);
    alive.intervals.add(id);
    return id;
  };
  window.requestIdleCallback = (task, ...rest) => {
    const id = whenIdle((deadline) => {
      alive.idle.delete(id);
      task(deadline);
    }, ...rest);
    alive.idle.add(id);
    return id;
  };
  for (const [name, kinds] of [
    ['clearTimeout', ['timeouts', 'intervals']],
    ['clearInterval', ['timeouts', 'intervals']],
    ['cancelIdleCallback', ['idle']],
  ]) {
    const clear = window[name];
    window[name] = (id) => {
      kinds.forEach((kind) => alive[kind].delete(id));
      clear(id);
    };
  }
  for (const name of ['IntersectionObserver', 'MutationObserver', 'ResizeObserver', 'PerformanceObserver']) {
    const { observe, disconnect } = window[name].prototype;
    window[name].prototype.observe = function (...rest) {
      alive.observers.add(this);
      return observe.apply(this, rest);
    };
    window[name].prototype.disconnect = function () {
      alive.observers.delete(this);
      return disconnect.call(this);
    };
  }
  Object.defineProperty(window, '__alive', {
    value: () => Object.fromEntries(Object.entries(alive).map(([kind, all]) => [kind, all.size])),
  });
}

/** How many timers and observers are alive. */
export const alive = (page) => page.evaluate(() => window.__alive());
