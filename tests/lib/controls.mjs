// The controls of what Motivo shows, as a keyboard, a finger and eyes find them.
// Never a control of the shop, except to come from one and to go back to one.

/** What can be used, in the page's order; of a modal dialog only its own. */
const CONTROLS = 'a[href],button,summary,input,video[controls],[tabindex="0"]';

/** Runs `task(list, argument)` in the page; `list` are the visible controls inside the host. */
const withControls = (page, task, argument) =>
  page.evaluate(
    ([text, selector, given]) => {
      const { shadowRoot } = [...document.querySelectorAll('motivo-view')].at(-1);
      const within = shadowRoot.querySelector('dialog[open]') ?? shadowRoot;
      const list = [...within.querySelectorAll(selector)].filter((element) =>
        element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0);
      const name = (element) => [
        element.getAttribute('part') ?? element.getAttribute('value') ?? element.localName,
        (element.innerText || element.getAttribute('aria-label') || '').replace(/\s+/g, ' ').trim().slice(0, 40),
      ].filter(Boolean).join(': ');
      return new Function(`return (${text})`)()(list, name, given);
    },
    [String(task), CONTROLS, argument],
  );

/** The names of all controls, in order; one for a group of radio buttons, as Tab goes. */
export const controls = (page) =>
  withControls(page, (list, name) =>
    list.filter((element) => element.type !== 'radio' || element.checked).map(name));

/** The control that has the focus, or null when it is not in what Motivo shows. */
export const focused = (page) =>
  withControls(page, (list, name) => {
    const host = document.activeElement;
    const inner = host?.localName === 'motivo-view' ? host.shadowRoot.activeElement : null;
    return inner && (list.includes(inner) ? name(inner) : '');
  });

/** Where the focus is in the shop. */
export const focusOfShop = (page) =>
  page.evaluate(() => document.activeElement?.id || document.activeElement?.localName);

/** Puts the focus on the last control of the shop that comes before what is shown. */
export const focusBefore = (page) =>
  page.evaluate((selector) => {
    const host = [...document.querySelectorAll('motivo-view')].at(-1);
    const before = [...document.querySelectorAll(selector)].filter((element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      element.compareDocumentPosition(host) & Node.DOCUMENT_POSITION_FOLLOWING);
    before.at(-1).focus({ preventScroll: true });
  }, CONTROLS);

/** Presses Tab until the focus leaves what is shown or comes round; gives the controls it met. */
export async function tabThrough(page, most = 80) {
  const met = [];
  for (let turn = 0; turn < most; turn += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (!now) return met;
    if (met.includes(now) && now === met[0]) return met;
    met.push(now);
  }
  return met;
}

/**
 * Controls that are smaller than 44 by 44 px; a radio button's label is its target. Links in running
 * text are exempt (WCAG 2.5.8), and so is what the browser draws itself.
 */
export const small = (page) =>
  withControls(page, (list, name) =>
    list.flatMap((element) => {
      if (element.matches('[tabindex],video')) return [];
      const inText = getComputedStyle(element).display === 'inline' && element.closest('p,li,td,dd,figcaption');
      if (element.localName === 'a' && inText) return [];
      const target = element.localName === 'input' ? element.closest('label') : element;
      const { width, height } = target.getBoundingClientRect();
      // Layout is in 64ths of a pixel.
      return Math.min(width, height) < 43.98 ? [`${name(element)} is ${width} x ${height}`] : [];
    }));

/** What is cut off or sticks out: text wider than its box, boxes wider than the window. */
export const cutOff = (page) =>
  page.evaluate(() => {
    const wide = [];
    const root = document.scrollingElement;
    if (root.scrollWidth > innerWidth) wide.push(`the page is ${root.scrollWidth} wide in ${innerWidth}`);
    const host = [...document.querySelectorAll('motivo-view')].at(-1);
    const dialog = host.shadowRoot.querySelector('dialog[open]');
    for (const element of (dialog ?? host.shadowRoot).querySelectorAll('*')) {
      const { left, right, width } = element.getBoundingClientRect();
      if (!width || element.closest('.unseen') || !element.checkVisibility()) continue;
      const name = `${element.getAttribute('part') ?? element.localName} "${(element.innerText ?? '').slice(0, 30)}"`;
      const scrolls = element.parentElement?.closest('.prose table');
      if (!scrolls && (left < -1 || right > innerWidth + 1)) wide.push(`${name} reaches from ${left} to ${right} of ${innerWidth}`);
      const { overflowX } = getComputedStyle(element);
      if (overflowX !== 'auto' && overflowX !== 'scroll' && element.clientWidth && element.scrollWidth > element.clientWidth + 1)
        wide.push(`${name} is ${element.scrollWidth} wide in ${element.clientWidth}`);
    }
    return wide;
  });

/** What is wrong on a phone, with text twice as large, and zoomed to half the room, in a line each. */
export async function misfits(page) {
  const seen = page.viewportSize();
  const found = [];
  const look = async (where, also = () => []) => {
    const lines = [...(await also(page)), ...(await cutOff(page)), ...(await unreachable(page))];
    found.push(...lines.map((line) => `${where}: ${line}`));
  };
  await page.setViewportSize({ width: 360, height: 740 });
  await look('on a phone', small);
  await page.setViewportSize({ width: 640, height: 360 });
  await look('zoomed');
  await page.setViewportSize(seen);
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  await look('text twice as large');
  return found;
}

/** Controls that cannot be brought into view and pressed. */
export async function unreachable(page) {
  const found = [];
  const within = (await page.locator('motivo-view dialog[open]').count()) ? 'motivo-view dialog[open]' : 'motivo-view';
  const all = await page.locator(within).last().locator('a[href], button:not([aria-disabled=true]), summary, label').filter({ visible: true }).all();
  for (const control of all) {
    const text = (await control.innerText()) || (await control.getAttribute('aria-label'));
    await control.click({ trial: true, timeout: 3_000 }).catch(() => found.push(text));
  }
  return found;
}
