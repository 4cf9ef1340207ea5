// What axe-core finds wrong with what is on a page, in lines that can be read.
// Never leaves a rule out.

import axe from '@axe-core/playwright';

const AxeBuilder = axe.default ?? axe;

/** `rule: element` for each violation; `within` is a selector, and the whole page when left out. */
export async function faults(page, within) {
  // Neither shop has frames; without looking for them axe needs no second page and half the time.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  if (within) builder.include(within);
  const { violations, passes } = await builder.analyze();
  // A run that saw nothing finds nothing wrong.
  if (!passes.length) throw new Error('axe has not looked at anything');
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any, all, none }) => {
    const why = [...any, ...all, ...none].map(({ message }) => message).join('; ');
    return `${id}: ${html.slice(0, 200)} (${why})`;
  }));
}

/** The same in light and in dark. */
export async function faultsInBoth(page, within) {
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await faults(page, within)).map((line) => `${colorScheme} ${line}`));
  }
  return found;
}
