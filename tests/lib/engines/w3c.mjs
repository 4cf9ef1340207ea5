// Hands that move by the actions of the W3C, which WebDriver and WebDriver BiDi share.
// Never scripted events: what the page sees is trusted.

const KEYS = { Tab: '\uE004', Enter: '\uE007', Escape: '\uE00C', Shift: '\uE008', Space: ' ' };

const pointer = (pointerType, ...actions) => ({ type: 'pointer', id: pointerType, parameters: { pointerType }, actions });
const at = (x, y) => ({ type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 });
const DOWN = { type: 'pointerDown', button: 0 };
const UP = { type: 'pointerUp', button: 0 };

/** `perform(actions)` of one tab, as the methods every engine's tab has. */
export function hands(perform) {
  let wheels = 0;
  return {
    move: (x, y) => perform([pointer('mouse', at(x, y))]),
    click: (x, y) => perform([pointer('mouse', at(x, y), DOWN, UP)]),
    tap: (x, y) => perform([pointer('touch', at(x, y), DOWN, UP)]),
    /** A wheel of its own each time: WebKit turns one by the difference to how far it was turned before. */
    wheel(x, y, deltaY) {
      wheels += 1;
      const turn = { type: 'scroll', x: Math.round(x), y: Math.round(y), deltaX: 0, deltaY: Math.round(deltaY), duration: 0 };
      return perform([{ type: 'wheel', id: `wheel-${wheels}`, actions: [turn] }]);
    },
    /** `key` is a name of KEYS, or `Shift+` and one. */
    press(key) {
      const all = key.split('+').map((name) => KEYS[name]);
      const down = all.map((value) => ({ type: 'keyDown', value }));
      const up = all.toReversed().map((value) => ({ type: 'keyUp', value }));
      return perform([{ type: 'key', id: 'keyboard', actions: [...down, ...up] }]);
    },
  };
}
