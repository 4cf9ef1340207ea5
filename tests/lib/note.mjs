// An experience as a shopper meets it: an element in the page, a card in its open shadow root.
// Never looks at anything that a shopper's browser does not have.

/** The card, once it is there; of one kind, or of any. */
export const card = (page, kind) => page.locator(`motivo-view [data-kind${kind ? `="${kind}"` : ''}]`);

/** Waits for the card and says what it is. */
export async function shownNote(page, { seconds = 8 } = {}) {
  const found = card(page).first();
  await found.waitFor({ state: 'visible', timeout: seconds * 1000 });
  return {
    kind: await found.getAttribute('data-kind'),
    variant: await found.getAttribute('data-variant'),
    part: await found.getAttribute('part'),
    text: await found.innerText(),
  };
}

/** The number of nodes Motivo has in the page. */
export const nodes = (page) => page.evaluate(() => document.querySelectorAll('motivo-view').length);
