// Every state of the shopper's panel can be seen, understood and used by everybody.
// Never about what its buttons do: panel-stop and panel-correct are.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsInBoth } from '../lib/axe.mjs';
import { controls, focused, focusOfShop, misfits, small, tabThrough } from '../lib/controls.mjs';
import { nodes } from '../lib/note.mjs';
import { stand } from '../lib/stand.mjs';
import { EXPERIENCES, PANELS, card, dialog } from '../lib/states.mjs';
import { until } from '../lib/until.mjs';

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
  await until(async () => (await nodes(page)) === 0, 'the panel to leave no node');
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
  await until(async () => (await nodes(page)) === 1, 'only the panel to go: Escape leaves the card where it is');
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

const DONE = { pause: '[data-state=paused]', off: '[data-state=off]', erase: '.done span:not(:empty)' };
for (const [control, done] of Object.entries(DONE)) {
  test(`by keyboard: after "${control}" the focus is still in the panel`, async (t) => {
    const { page } = await visit(t, PANELS['with a guess']);
    await dialog(page).locator(`[data-control=${control}]`).focus();
    await page.keyboard.press('Enter');
    await dialog(page).locator(done).waitFor();
    await page.keyboard.press('Tab');
    assert.ok(await focused(page), 'Tab goes on inside the panel');
  });
}

/** What a screen reader reads, in its order; the addresses of links are left out, shares are N. */
const READ = {
  'before consent': `
- dialog "What we guess, and your say":
  - heading "What we guess, and your say" [level=2]
  - button "Close"
  - paragraph: You have not agreed to anything yet, so nothing is guessed, kept or sent. The shop’s own consent notice is the place to agree.
  - status
  - heading "Talk to a human" [level=3]
  - list:
    - listitem:
      - link "hello@oddweather.example":
    - listitem:
      - link "+353 20 910 0142":
    - listitem:
      - link "Contact page":
`,
  'with a guess': `
- dialog "What we guess, and your say":
  - heading "What we guess, and your say" [level=2]
  - button "Close"
  - paragraph: Suggestions are on. All of it is worked out in this browser.
  - status
  - heading "What we think matters to you today" [level=3]
  - paragraph: A guess from what you opened and read here. It is never a fact about you, and your word counts more.
  - list:
    - listitem:
      - paragraph:
        - strong: being part of something
        - text: N%
      - meter "being part of something"
      - paragraph: 2 read or opened, 0 passed by
      - button "More of this being part of something"
      - button "Not me being part of something"
    - listitem:
      - paragraph:
        - strong: becoming the person you want to be
        - text: N%
      - meter "becoming the person you want to be"
      - paragraph: 0 read or opened, 1 passed by
      - button "More of this becoming the person you want to be"
      - button "Not me becoming the person you want to be"
    - listitem:
      - paragraph:
        - strong: looking ahead with an easy mind
        - text: N%
      - meter "looking ahead with an easy mind"
      - paragraph: 0 read or opened, 1 passed by
      - button "More of this looking ahead with an easy mind"
      - button "Not me looking ahead with an easy mind"
  - group: Show all
  - heading "How much may we do?" [level=3]
  - radiogroup "How much may we do?":
    - radio "Answer Nothing appears by itself. You ask, here in this panel."
    - strong: Answer
    - text: Nothing appears by itself. You ask, here in this panel.
    - radio "Show Now and then a note or a selection of products."
    - strong: Show
    - text: Now and then a note or a selection of products.
    - radio "Coach A guide, a comparison or a reminder as well." [checked]
    - strong: Coach
    - text: A guide, a comparison or a reminder as well.
  - heading "What you were shown, and why" [level=3]
  - list:
    - listitem:
      - strong: A welcome note
      - paragraph: "in words for being part of something · guess: being part of something · while looking around · drawn with a chance of N% · it was on screen"
  - heading "Exactly what was sent" [level=3]
  - paragraph: "Nothing else left this browser. Where you see … a random number stood: with it a line that arrives twice counts once, and it is not kept."
  - group: "Lines: 3"
  - heading "Talk to a human" [level=3]
  - list:
    - listitem:
      - link "hello@oddweather.example":
    - listitem:
      - link "+353 20 910 0142":
    - listitem:
      - link "Contact page":
  - heading "Pause, erase, turn off" [level=3]
  - list:
    - listitem:
      - button "Pause for today"
      - paragraph: Nothing is guessed or shown until tomorrow.
    - listitem:
      - button "Erase what is remembered"
      - paragraph: Guesses, reminders and what was seen are gone from this browser, and everything starts afresh.
    - listitem:
      - button "Turn suggestions off for good"
      - paragraph: Erases everything and stays off in this browser until you turn it on again.
`,
};

for (const [name, expected] of Object.entries(READ)) {
  test(`the panel ${name}: a screen reader reads it in order`, async (t) => {
    const { page } = await visit(t, PANELS[name]);
    const tree = (await dialog(page).ariaSnapshot()).replace(/^\s*- \/url:.*\n?/gm, '').replace(/\d+%/g, 'N%').trimEnd();
    assert.equal(tree, expected.trim());
  });
}
