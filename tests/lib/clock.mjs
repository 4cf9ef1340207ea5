// Another date for a shopper's browser: hours and days pass at once, while the page's timers run as ever.
// Never touches performance.now(): how long something was looked at stays what it was.

/** From the next page on, the browser's date is `minutes` later than the real one. */
export const later = (context, minutes) =>
  context.addInitScript((ms) => {
    const Real = Date;
    class Later extends Real {
      constructor(...given) {
        super(...(given.length ? given : [Real.now() + ms]));
      }
      static now() {
        return Real.now() + ms;
      }
    }
    window.Date = Later;
  }, minutes * 60_000);

export const MINUTE = 1;
export const DAY = 24 * 60;
