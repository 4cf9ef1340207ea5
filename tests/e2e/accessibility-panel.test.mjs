// Every state of the shopper's panel can be seen, understood and used by everybody.
// Never about what its buttons do: panel-stop and panel-correct are.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsInBoth } from '../lib/axe.mjs';
import { controls, focused, focusOfShop, misfits, small, tabThrough } from '../lib/controls.mjs';
import { nodes } from '../lib/note.mjs';
import { stand } from '../lib/stand.mjs';
import { EXPERIENCES, PANELS, card, dialog } from '../lib/states.mjs';

const visit = stand();

for (const [name, state] of Object.entries(PANELS)) {
  test(`the panel ${name}: axe finds nothing wrong, light or dark; it fits a phone, a zoomed page and large text; targets fit a finger`, async (t) => {
    const { page, seen } = await visit(t, state);
    assert.deepEqual(await faultsInBoth(page, 'motivo-view'), []);
    assert.deepEqual(await small(page), []);
    assert.deepEqual(await misfits(page), []);
    assert.deepEqual(seen.errors, []);
  });
}

test('by keyboard: the shop\'s link opens the panel, Tab reaches everything and stays, Escape gives the focus back', async (t) => {
  const { page } = await visit(t, { path: '/', scripts: PANELS['with a guess'].scripts });
  await page.locator('#your-personalisation').focus();
  await page.keyboard.press('Enter');
  await dialog(page).locator('[part~=controls]').waitFor();
  const title = await page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.getAttribute('part'));
  assert.equal(title, 'sheet-title', 'reading begins at the title');
  const all = await controls(page);
  assert.ok(all.length >= 16, all.join(', '));
  assert.deepEqual(new Set(await tabThrough(page)), new Set(all));
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal(await nodes(page), 0);
  assert.equal(await focusOfShop(page), 'your-personalisation');
});

test('opened from a card, the panel gives the focus back to the card, which is still there', async (t) => {
  const { page } = await visit(t, EXPERIENCES['a welcome note that says why']);
  await card(page).locator('[part~=open-panel]').focus();
  await page.keyboard.press('Enter');
  await dialog(page).locator('[part~=controls]').waitFor();
  // Somewhere in the panel where nothing takes the focus.
  await dialog(page).locator('.lead').click();
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal(await nodes(page), 1, 'Escape in the panel leaves the card where it is');
  assert.match(await focused(page), /^link open-panel/);
});

test('by keyboard: a press keeps the focus where it is, and a screen reader hears what was done', async (t) => {
  const { page } = await visit(t, PANELS['with a guess']);
  await dialog(page).locator('[data-correct=more]').first().focus();
  await page.keyboard.press('Enter');
  await dialog(page).locator('[aria-pressed=true]').waitFor();
  assert.match(await focused(page), /^correct: More of this/);
  const heard = () => dialog(page).getByRole('status').allTextContents();
  assert.ok((await heard()).includes('Thank you. It counts from now on.'), String(await heard()));
  await dialog(page).locator('input[value=coach]').focus();
  await page.keyboard.press('ArrowUp');
  await dialog(page).locator('input[value=show]:checked').waitFor();
  assert.match(await focused(page), /^show/);
});

for (const [control, state] of [['pause', 'paused'], ['off', 'off'], ['erase', 'on']]) {
  test(`by keyboard: after "${control}" the focus is still in the panel`, async (t) => {
    const { page } = await visit(t, PANELS['with a guess']);
    await dialog(page).locator(`[data-control=${control}]`).focus();
    await page.keyboard.press('Enter');
    await dialog(page).locator(`[data-state=${state}] .done:not(:empty), [data-state=${state}] button`).first().waitFor();
    await page.keyboard.press('Tab');
    assert.ok(await focused(page), 'Tab goes on inside the panel');
  });
}

/** What a screen reader reads, in its order; the addresses of links are left out. */
const READ = {
  'before consent': ``,
  'with a guess': ``,
};

for (const [name, expected] of Object.entries(READ)) {
  test(`the panel ${name}: a screen reader reads it in order`, async (t) => {
    const { page } = await visit(t, PANELS[name]);
    const tree = (await dialog(page).ariaSnapshot()).replace(/^\s*- \/url:.*\n?/gm, '').trimEnd();
    if (process.env.PRINT) console.log(`#### ${name}\n${tree}`);
    else assert.equal(tree, expected.trim());
  });
}
