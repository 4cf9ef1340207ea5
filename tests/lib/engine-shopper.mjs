// What a shopper does in any engine: goes to pages, turns the wheel, looks, points, presses keys.
// Never a scripted event: what is pressed is where it stands in the window.

import { has } from './engine.mjs';
import { patiently, shownCard } from './engine-view.mjs';

/** Well under 1 s, and some frames for observers that report late. */
const SKIP = 350;

const looks = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Asks the page again and again, also while it is being replaced. */
export const eventually = (tab, what, task, ...given) =>
  patiently(() => tab.evaluate(task, ...given).catch(() => false), what);

/** Resolves once the page at `path` has loaded. */
export const arrives = (tab, path) =>
  eventually(tab, `the page ${path}`, (wanted) => location.pathname === wanted && document.readyState === 'complete', path);

export async function goes({ tab, shop }, path) {
  await tab.goto(shop.url + path);
  await arrives(tab, path.replace(/[?#].*/, ''));
}

/** Back in the browser's history; what the page was when it was left may come back. */
export async function turnsBack({ tab }, path) {
  await tab.back();
  await arrives(tab, path);
}

/** Waits until the page has not scrolled for some frames. */
const still = (tab) =>
  tab.evaluate(
    () =>
      new Promise((resolve) => {
        let last = scrollY;
        let same = 0;
        let frames = 0;
        const frame = () => {
          same = scrollY === last ? same + 1 : 0;
          last = scrollY;
          frames += 1;
          if ((same >= 6 && frames > 10) || frames > 120) resolve();
          else setTimeout(frame, 16);
        };
        frame();
      }),
  );

/** Turns the wheel until the middle of the element is in the middle of the window, as far as the page goes. */
export async function scrollsTo({ tab, size }, selector, place = 0) {
  for (let turn = 0; turn < 6; turn += 1) {
    const away = await tab.evaluate(
      (given, index) => {
        const box = document.querySelectorAll(given)[index].getBoundingClientRect();
        const wanted = box.top + box.height / 2 - innerHeight / 2;
        const room = document.scrollingElement.scrollHeight - innerHeight - scrollY;
        return Math.round(Math.max(-scrollY, Math.min(room, wanted)));
      },
      selector,
      place,
    );
    if (Math.abs(away) < 3) return;
    await tab.wheel(size.width / 2, size.height / 2, away);
    await still(tab);
  }
}

/** Goes past the first tagged pieces without stopping, then back to the head of the page. */
export async function looksAround(here, pieces) {
  const { tab, size } = here;
  await tab.move(size.width / 2, size.height / 2);
  for (let place = 0; place < pieces; place += 1) {
    await scrollsTo(here, '[data-motivo]', place);
    await looks(SKIP);
  }
  await tab.wheel(size.width / 2, size.height / 2, -(await tab.evaluate(() => Math.ceil(scrollY))));
  await still(tab);
}

/** Comes, agrees, looks around, and has seen the note that is due after two pieces. */
export async function meetsNote(here) {
  await goes(here, '/');
  await agrees(here);
  await looksAround(here, 2);
  await shownCard(here.tab);
  await patiently(() => here.records().length === 3, 'the note to have been seen');
}

/** With a finger where there is one, else with the mouse. */
const touches = ({ tab, engine, size }, { x, y }) =>
  size.touch && has(engine, 'a finger through the driver') ? tab.tap(x, y) : tab.click(x, y);

/** Presses the first visible element of the shop that matches. */
export async function presses(here, selector) {
  await scrollsTo(here, selector);
  await touches(here, await middleOf(here.tab, selector));
}

/** Presses the first visible element of what Motivo shows. */
export async function pressesOurs(here, selector) {
  await touches(here, await middleOf(here.tab, selector, true));
}

async function middleOf(tab, selector, ours = false) {
  return patiently(
    () =>
      tab.evaluate(
        (given, inside) => {
          const roots = inside ? [...document.querySelectorAll('motivo-view')].map(({ shadowRoot }) => shadowRoot) : [document];
          const visible = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
          const element = roots.flatMap((root) => [...root.querySelectorAll(given)]).find(visible);
          if (!element) return null;
          element.scrollIntoView({ block: 'nearest' });
          const { x, y, width, height } = element.getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2 };
        },
        selector,
        ours,
      ),
    `${selector} to be there`,
  );
}

/** Answers in the shop's own bar. */
export const accepts = (here) => presses(here, '#consent-accept');

/** Agrees, and waits until Motivo notices what follows: on a busy machine a shopper has scrolled on before it has loaded. */
export async function agrees(here) {
  await accepts(here);
  await eventually(here.tab, 'Motivo to begin', () => window.hasBegun === true);
}

export async function declines(here) {
  const open = await here.tab.evaluate(() => !document.getElementById('consent-bar').hidden);
  if (!open) await presses(here, '#consent-again');
  await presses(here, '#consent-decline');
}
