// Every state of every experience can be seen, understood and used by everybody: axe, keyboard, large text, fingers.
// Never brought about by a draw: the shop asks for each with motivo.show().

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsInBoth } from '../lib/axe.mjs';
import { controls, focusBefore, focused, focusOfShop, misfits, small, tabThrough } from '../lib/controls.mjs';
import { nodes } from '../lib/note.mjs';
import { stand } from '../lib/stand.mjs';
import { EXPERIENCES, card, dialog } from '../lib/states.mjs';
import { until } from '../lib/until.mjs';

const visit = stand();
const brought = (t, name) => visit(t, EXPERIENCES[name]);

for (const name of Object.keys(EXPERIENCES)) {
  test(`${name}: axe finds nothing wrong, light or dark; it fits a phone, a zoomed page and large text; targets fit a finger`, async (t) => {
    const { page, seen } = await brought(t, name);
    assert.deepEqual(await faultsInBoth(page, 'motivo-view'), []);
    assert.deepEqual(await small(page), []);
    assert.deepEqual(await misfits(page), []);
    assert.deepEqual(seen.errors, []);
  });
}

const UNASKED = ['a welcome note', 'an offer in its slot', 'an offer in the corner', 'an offer beside the button', 'a nudge to the size guide', 'a nudge to a comparison', 'an offer to remind'];
for (const name of UNASKED) {
  test(`${name}: takes no focus when it appears, and moves nothing`, async (t) => {
    const here = await visit(t, { path: EXPERIENCES[name].path });
    await here.page.locator('#menu-journal').focus();
    const scrolled = await here.page.evaluate(() => scrollY);
    await EXPERIENCES[name].bring(here.page);
    assert.equal(await focusOfShop(here.page), 'menu-journal');
    if (name !== 'an offer in its slot') assert.equal(await here.page.evaluate(() => scrollY), scrolled);
    await here.page.keyboard.press('Enter');
    await here.page.waitForURL(/journal\.html/);
  });

  test(`${name}: Tab reaches every control in order, and Escape sends it away`, async (t) => {
    const { page } = await brought(t, name);
    const all = await controls(page);
    assert.ok(all.length >= 4, all.join(', '));
    await focusBefore(page);
    assert.deepEqual(await tabThrough(page), all);
    await focusBefore(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await until(async () => (await nodes(page)) === 0, 'the experience to go');
  });
}

test('every control shows that it has the focus', async (t) => {
  const { page } = await brought(t, 'an offer in the corner');
  await focusBefore(page);
  for (const name of await controls(page)) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.querySelector('motivo-view').shadowRoot.activeElement);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    });
    assert.ok(outline, name);
  }
});

for (const [nudge, content] of [
  ['a nudge to the size guide', 'table'],
  ['a nudge to a guide', 'article p'],
  ['a nudge to a film', 'video'],
  ['a nudge to a comparison', 'table'],
]) {
  test(`${nudge}: by keyboard the sheet opens, keeps the focus, closes with Escape and gives the focus back`, async (t) => {
    const { page } = await brought(t, nudge);
    await card(page).locator('[part~=action]').focus();
    await page.keyboard.press('Enter');
    await dialog(page).locator(content).first().waitFor();
    const title = await page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.getAttribute('part'));
    assert.equal(title, 'sheet-title', 'reading begins at the title');
    const all = await controls(page);
    const met = await tabThrough(page);
    assert.deepEqual(new Set(met), new Set(all), 'Tab reaches all of the sheet and nothing behind it');
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' }).catch(() => assert.fail('Escape closes the sheet'));
    assert.match(await focused(page), /^action/);
    assert.equal(await nodes(page), 1, 'Escape in the sheet leaves the nudge where it is');
  });
}

test('an offer is put in the cart by keyboard, and a screen reader hears that it is there', async (t) => {
  const { page } = await brought(t, 'an offer in its slot');
  const button = card(page).locator('[part~=cart]').first();
  await button.focus();
  await page.keyboard.press('Enter');
  await card(page).locator('[data-state=done]').waitFor();
  assert.match(await focused(page), /^cart/, 'the focus stays on the button');
  const said = await card(page).getByRole('status').allTextContents();
  assert.ok(said.some((text) => / is in your cart\.$/.test(text)), said.join('|'));
});

test('a reminder is set and taken back by keyboard, and a screen reader hears both', async (t) => {
  const { page } = await brought(t, 'an offer to remind');
  await card(page).locator('[data-when=week]').focus();
  await page.keyboard.press('Enter');
  await card(page).locator('[data-when=""]').waitFor();
  const heard = () => card(page).locator('.kept').textContent();
  assert.match(await heard(), /in a week/);
  assert.match(await focused(page), /Take it back/);
  await page.keyboard.press('Enter');
  await until(async () => !/in a week/.test(await heard()), 'the question to come back');
  assert.match(await focused(page), /^choice/);
});

/** What a screen reader reads, in its order; `/url` lines are left out: addresses are of the shop. */
const READ = {
  'a welcome note': ``,
  'an offer in the corner': ``,
  'a nudge to the size guide': ``,
  'the size guide in a sheet': ``,
  'the guide in a sheet': ``,
  'the film in a sheet': ``,
  'the comparison in a sheet': ``,
  'an offer to remind': ``,
  'a reminder that is due': ``,
};

for (const [name, expected] of Object.entries(READ)) {
  test(`${name}: a screen reader reads it in order`, async (t) => {
    const { page } = await brought(t, name);
    const root = (await dialog(page).count()) ? dialog(page) : card(page);
    const tree = (await root.ariaSnapshot()).replace(/^\s*- \/url:.*\n?/gm, '').trimEnd();
    if (process.env.PRINT) console.log(`#### ${name}\n${tree}`);
    else assert.equal(tree, expected.trim());
  });
}
