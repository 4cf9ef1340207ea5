// The shopper's panel as they meet it: a dialog with bars, buttons and a dial.
// Never calls what stands behind its buttons.

import { until } from './until.mjs';

export const dialog = (page) => page.locator('motivo-view dialog[part~="panel"]');

/** Opens it the way a shop's own link does, and waits for all of it. */
export async function openPanel(page) {
  await page.evaluate(() => window.motivo.panel());
  await dialog(page).locator('[part~="state"]').waitFor({ state: 'visible' });
  await until(async () => (await dialog(page).locator('section[aria-busy]').count()) === 0, 'all of the panel');
  return dialog(page);
}

/** Closes it by keyboard. */
export async function closePanel(page) {
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
}

/** What it says it does: on, paused, off, asking or gpc. */
export const stateOf = (page) => dialog(page).locator('[part~="state"]').getAttribute('data-state');

/** Unfolds the motivators after the first three, where there are any. */
async function unfold(page) {
  const all = dialog(page).locator('details[part~="all"]');
  if ((await all.count()) > 0 && (await all.getAttribute('open')) === null) {
    await all.locator('summary').click();
    await all.locator('li').first().waitFor();
  }
}

const rows = (page) => dialog(page).locator('li[data-motivator]');

/** Each motivator's bar in per cent, likeliest first. */
export async function bars(page) {
  await unfold(page);
  const all = await rows(page).evaluateAll((found) =>
    found.map((row) => [row.dataset.motivator, Number(row.querySelector('[role="meter"]').getAttribute('aria-valuenow'))]),
  );
  return all.sort(([, one], [, other]) => other - one);
}

/** Presses "more" or "less" beside one motivator. */
export async function correct(page, motivator, way) {
  await unfold(page);
  await dialog(page).locator(`li[data-motivator="${motivator}"] [data-correct="${way}"]`).click();
}

/** Presses one of pause, resume, erase and off. */
export const press = (page, control) => dialog(page).locator(`[data-control="${control}"]`).click();

/** Turns the dial to answer, show, coach or do. */
export const dial = (page, level) => dialog(page).locator(`input[name="agency"][value="${level}"]`).check();
