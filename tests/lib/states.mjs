// Every state an experience or the panel can be in, and how a page of the sample shop gets there.
// Never by a draw: the page asks for it by motivo.show() and motivo.panel(), so that each can be looked at.

import { sample } from './config.mjs';
import { remembered } from './visit.mjs';

/** The sample shop's config, with its offer in the two other places as well. */
export function everything(changes = {}) {
  const config = sample(changes);
  const picks = config.experiences.find(({ id }) => id === 'picks');
  config.experiences.push(
    { ...picks, id: 'picks-toast', place: 'toast' },
    { ...picks, id: 'picks-popover', place: 'popover', near: '#buy .add-to-cart' },
  );
  return config;
}

/** Parts of what is shown; a card and a sheet never have the same ones. */
export const card = (page) => page.locator('motivo-view [data-kind]');
export const dialog = (page) => page.locator('motivo-view dialog[open]');

async function show(page, id) {
  await page.evaluate((experience) => window.motivo.show(experience), id);
  await card(page).waitFor();
  // An inline card stands where its slot is, which may be further down.
  const inline = (await card(page).getAttribute('data-placement')) === 'inline';
  if (inline) await card(page).evaluate((element) => element.scrollIntoView({ block: 'nearest' }));
}

/** Opens the sheet of a nudge and waits for what is in it. */
const sheet = (content) => async (page) => {
  await card(page).locator('[part~=action]').click();
  await dialog(page).locator(content).first().waitFor();
};

const unfold = (page) => card(page).locator('details > summary').click();
const addToCart = (page) => card(page).locator('[part~=cart]').first().click();
const added = async (page) => {
  await addToCart(page);
  await card(page).locator('[data-state=done]').waitFor();
};
/** The shop's script answers that it did not work. */
const failed = async (page) => {
  const refuse = (event) => {
    event.stopImmediatePropagation();
    event.detail.done(false);
  };
  await page.evaluate(`window.addEventListener('shop:add', ${refuse}, { capture: true, once: true })`);
  await addToCart(page);
  await card(page).locator('[data-state=failed]').waitFor();
};
const chosen = async (page) => {
  await card(page).locator('[data-when=tomorrow]').click();
  await card(page).locator('[data-when=""]').waitFor();
};

/** A reminder that was set for yesterday comes up on the next page. */
const due = async (page) => {
  await page.evaluate((minute) => {
    const url = new URL('/product-lantern.html', location.href).href;
    const about = { id: 'lantern', title: 'Late Lantern', url, image: '/art/lantern.svg', price: '€68.00' };
    localStorage.setItem('motivo:reminders', JSON.stringify([{ ...about, due: minute }]));
  }, Math.floor(Date.now() / 60_000) - 24 * 60);
  await page.reload();
  await card(page).and(page.locator('[data-step=due]')).waitFor();
};

const at = (path, id) => ({ path, bring: (page) => show(page, id) });
const then = ({ path, bring }, next) => ({
  path,
  bring: async (page) => {
    await bring(page);
    await next(page);
  },
});

const note = at('/', 'welcome');
const inline = at('/product-lantern.html', 'picks');
const toast = at('/product-lantern.html', 'picks-toast');
const popover = at('/product-lantern.html', 'picks-popover');
const size = at('/product-jacket.html', 'jacket-size');
const guide = at('/returns.html', 'waxing');
const film = at('/journal.html', 'mending-film');
const comparison = at('/product-lantern.html', 'side-by-side');
const reminder = at('/product-kite.html', 'sleep-on-it');

/** `{path, bring(page)}` by name; `bring` is called on a page that stands at `path`. */
export const EXPERIENCES = {
  'a welcome note': note,
  'a welcome note that says why': then(note, unfold),
  'an offer in its slot': inline,
  'an offer in its slot that says why': then(inline, unfold),
  'an offer in its slot, after one was put in the cart': then(inline, added),
  'an offer in its slot, after the cart refused one': then(inline, failed),
  'an offer in the corner': toast,
  'an offer in the corner, after one was put in the cart': then(toast, added),
  'an offer in the corner, after the cart refused one': then(toast, failed),
  'an offer beside the button': popover,
  'an offer beside the button, after one was put in the cart': then(popover, added),
  'an offer beside the button, after the cart refused one': then(popover, failed),
  'a nudge to the size guide': size,
  'a nudge that says why': then(size, unfold),
  'the size guide in a sheet': then(size, sheet('table')),
  'a nudge to a guide': guide,
  'the guide in a sheet': then(guide, sheet('article p')),
  'a nudge to a film': film,
  'the film in a sheet': then(film, sheet('video')),
  'a nudge to a comparison': comparison,
  'the comparison in a sheet': then(comparison, sheet('table')),
  'an offer to remind': reminder,
  'a reminder that was set': then(reminder, chosen),
  'a reminder that is due': { path: '/', bring: due },
};

const open = async (page) => {
  await page.evaluate(() => window.motivo.panel());
  await dialog(page).locator('[part~=human]').waitFor();
};
/** The long part of the panel comes after its first paint. */
const running = async (page) => {
  await open(page);
  await dialog(page).locator('[part~=controls]').waitFor();
};
const press = (control, state) => async (page) => {
  await running(page);
  await dialog(page).locator(`[data-control=${control}]`).click();
  await dialog(page).locator(`[data-state=${state}]`).waitFor();
};
const panel = { path: '/', bring: running };
const details = (part) => (page) => dialog(page).locator(`[part~=${part}] > summary`).click();

/** A visit in which something is believed, was shown and was sent. */
const visited = { scripts: [remembered] };
/** The browser asks not to be followed. */
const gpc = () => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true, configurable: true });

/** As above; `consent` and `scripts` are options of world(). */
export const PANELS = {
  'before consent': { path: '/', bring: open, consent: 'none' },
  'at the beginning of a visit': panel,
  'with a guess': { ...panel, ...visited },
  'with all motivators': { ...then(panel, details('all')), ...visited },
  'with what was sent': { ...then(panel, details('lines')), ...visited },
  'with a correction': {
    ...then(panel, async (page) => {
      await dialog(page).locator('[data-correct=less]').first().click();
      await dialog(page).locator('[aria-pressed=true]').waitFor();
    }),
    ...visited,
  },
  'with a reminder': {
    path: '/product-kite.html',
    async bring(page) {
      await then(reminder, chosen).bring(page);
      await running(page);
    },
  },
  'while paused': { path: '/', bring: press('pause', 'paused'), ...visited },
  'after everything was erased': {
    ...then(panel, async (page) => {
      await dialog(page).locator('[data-control=erase]').click();
      await dialog(page).locator('.done span:not(:empty)').waitFor();
    }),
    ...visited,
  },
  'while turned off': { path: '/', bring: press('off', 'off'), ...visited },
  'under Global Privacy Control': { path: '/', bring: open, scripts: [gpc] },
};
