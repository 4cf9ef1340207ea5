// Waits until a page notices what signals.js notices.
// Never earlier: what a shopper does before that is not seen.

import { until } from './until.mjs';

/** The script has come and has run: the loader takes its element away then. */
export const noticing = (page) =>
  until(
    () =>
      page.evaluate(() => {
        const is = ({ name, src }) => (src ?? name).endsWith('/signals.js');
        return performance.getEntriesByType('resource').some(is) && ![...document.scripts].some(is);
      }),
    'signals to be noticed',
  );
