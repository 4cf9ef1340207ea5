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
  'a welcome note': `
- region "A note from the shop":
  - status: "A note from the shop: Hello from Carrow Strand. We are Oddweather: twelve things for days outdoors, and a bench by the door. Look round as long as you like."
  - paragraph: A note from the shop
  - heading "Hello from Carrow Strand" [level=2]
  - paragraph: "We are Oddweather: twelve things for days outdoors, and a bench by the door. Look round as long as you like."
  - link "See all twelve things":
  - button "Not for me"
  - group: Why am I seeing this?
  - button "Close"
`,
  'an offer in the corner': `
- region "Picked from this shop":
  - status: "Picked from this shop: A few to begin with. A small selection from this shop. Have a look if you like."
  - paragraph: Picked from this shop
  - heading "A few to begin with" [level=2]
  - paragraph: A small selection from this shop. Have a look if you like.
  - list:
    - listitem:
      - link "Nine-Spoon Pot Close to what you are looking at":
      - paragraph: €59.00
      - status
      - button "Add to cart Nine-Spoon Pot"
    - listitem:
      - link "Slow Blanket Close to what you are looking at":
      - paragraph: €88.00
      - status
      - button "Add to cart Slow Blanket"
    - listitem:
      - link "Downpour Jacket":
      - paragraph: €189.00
      - status
      - button "Add to cart Downpour Jacket"
  - button "Not for me"
  - group: Why am I seeing this?
  - button "Close"
`,
  'a nudge to the size guide': `
- region "A hand, if you like":
  - status: "A hand, if you like: Which size is yours? The measurements, without leaving this page."
  - paragraph: A hand, if you like
  - heading "Which size is yours?" [level=2]
  - paragraph: The measurements, without leaving this page.
  - button "Open the size guide"
  - button "Not for me"
  - group: Why am I seeing this?
  - button "Close"
`,
  'the size guide in a sheet': `
- dialog "Which size is yours?":
  - heading "Which size is yours?" [level=2]
  - button "Close"
  - group "Which size is yours?":
    - article:
      - heading "Jackets" [level=2]
      - img "A figure with a tape round the chest under the arms and another along the arm."
      - list:
        - listitem: "Chest: round the widest part, under the arms, breathing out."
        - listitem: "Arm: from the bone at the shoulder to the wrist, elbow a little bent."
        - listitem: "Back: from the bone at the neck down to where the coat should end."
      - table "Your own measurements in centimetres; the room for a jumper is already in the coat.":
        - caption: Your own measurements in centimetres; the room for a jumper is already in the coat.
        - rowgroup:
          - row "Size Chest Arm Back length":
            - columnheader "Size"
            - columnheader "Chest"
            - columnheader "Arm"
            - columnheader "Back length"
        - rowgroup:
          - row "XS 80 to 87 58 74":
            - rowheader "XS"
            - cell "80 to 87"
            - cell "58"
            - cell "74"
          - row "S 88 to 95 60 76":
            - rowheader "S"
            - cell "88 to 95"
            - cell "60"
            - cell "76"
          - row "M 96 to 103 62 78":
            - rowheader "M"
            - cell "96 to 103"
            - cell "62"
            - cell "78"
          - row "L 104 to 111 64 80":
            - rowheader "L"
            - cell "104 to 111"
            - cell "64"
            - cell "80"
          - row "XL 112 to 120 66 82":
            - rowheader "XL"
            - cell "112 to 120"
            - cell "66"
            - cell "82"
          - row "XXL 121 to 130 67 84":
            - rowheader "XXL"
            - cell "121 to 130"
            - cell "67"
            - cell "84"
      - paragraph: Between two sizes? Take the larger one if you wear wool underneath, the smaller one if you run.
      - paragraph:
        - link "To the Downpour Jacket":
`,
  'the film in a sheet': `
- dialog "See it in use":
  - heading "See it in use" [level=2]
  - button "Close"
  - group "See it in use"
`,
  'the comparison in a sheet': `
- dialog "Side by side":
  - heading "Side by side" [level=2]
  - button "Close"
  - group "Side by side":
    - table "Side by side":
      - rowgroup:
        - row "Late Lantern €68.00 Nine-Spoon Pot €59.00 Slow Blanket €88.00":
          - cell
          - columnheader "Late Lantern €68.00":
            - link "Late Lantern":
            - paragraph: €68.00
          - columnheader "Nine-Spoon Pot €59.00":
            - link "Nine-Spoon Pot":
            - paragraph: €59.00
          - columnheader "Slow Blanket €88.00":
            - link "Slow Blanket":
            - paragraph: €88.00
      - rowgroup:
        - row "Weight 940 g 2.9 kg, lid included 1.4 kg":
          - rowheader "Weight"
          - cell "940 g"
          - cell "2.9 kg, lid included"
          - cell "1.4 kg"
        - row "Made of Recycled steel, pressed glass, ash Cast iron, enamelled twice Wool from one valley":
          - rowheader "Made of"
          - cell "Recycled steel, pressed glass, ash"
          - cell "Cast iron, enamelled twice"
          - cell "Wool from one valley"
        - row "Size 31 cm tall, 16 cm wide 28 cm across, six litres 200 by 150 cm":
          - rowheader "Size"
          - cell "31 cm tall, 16 cm wide"
          - cell "28 cm across, six litres"
          - cell "200 by 150 cm"
        - row "In rain Stays on Put the lid on Warm, and smells of sheep":
          - rowheader "In rain"
          - cell "Stays on"
          - cell "Put the lid on"
          - cell "Warm, and smells of sheep"
        - row "Can be mended All seven parts Handle, knob, enamel Holes, hem, fringe":
          - rowheader "Can be mended"
          - cell "All seven parts"
          - cell "Handle, knob, enamel"
          - cell "Holes, hem, fringe"
        - row "Light 60 hours from one charge not stated not stated":
          - rowheader "Light"
          - cell "60 hours from one charge"
          - cell "not stated"
          - cell "not stated"
        - row "Feeds not stated Nine, or five walkers not stated":
          - rowheader "Feeds"
          - cell "not stated"
          - cell "Nine, or five walkers"
          - cell "not stated"
        - row "Shared by not stated not stated Two, or three who are friends":
          - rowheader "Shared by"
          - cell "not stated"
          - cell "not stated"
          - cell "Two, or three who are friends"
`,
  'an offer to remind': `
- region "A hand, if you like":
  - status: "A hand, if you like: Nothing has to be decided now. If you like, we bring it up again here. Nobody but this browser knows about it."
  - paragraph: A hand, if you like
  - heading "Nothing has to be decided now" [level=2]
  - paragraph: If you like, we bring it up again here. Nobody but this browser knows about it.
  - text: Gale Kite
  - paragraph: Now €46.00 Before €54.00
  - status: When would suit you?
  - group "When would suit you?":
    - button "Tonight"
    - button "Tomorrow"
    - button "In a week"
  - status
  - button "Not for me"
  - group: Why am I seeing this?
  - button "Close"
`,
  'a reminder that is due': `
- region "A hand, if you like":
  - status: "A hand, if you like: You wanted another look at this. Here it is, as you asked."
  - paragraph: A hand, if you like
  - heading "You wanted another look at this" [level=2]
  - paragraph: Here it is, as you asked.
  - link "Late Lantern":
  - paragraph: €68.00
  - link "Open it":
  - button "Not any more"
  - group: Why am I seeing this?
  - button "Close"
`,
};

for (const [name, expected] of Object.entries(READ)) {
  test(`${name}: a screen reader reads it in order`, async (t) => {
    const { page } = await brought(t, name);
    const root = (await dialog(page).count()) ? dialog(page) : card(page);
    // A live region is filled a moment after it is there: else nobody would hear it.
    if (!(await dialog(page).count())) await card(page).getByRole('status').filter({ hasText: ': ' }).first().waitFor({ state: 'attached' });
    const tree = (await root.ariaSnapshot()).replace(/^\s*- \/url:.*\n?/gm, '').trimEnd();
    assert.equal(tree, expected.trim());
  });
}
