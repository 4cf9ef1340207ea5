// A shopper's eyes and hands: scrolls with the wheel, looks for as long as a person would, clicks.
// Never calls into the product: what it learns must come from the page.

const WORDS_PER_MS = 240 / 60_000;
const READ_SHARE = 0.4;
const READ_LEAST = 3_000;
const READ_MOST = 8_000;
/** Well over 1 s and well under a read; well under 1 s. */
const GLANCE = 1_700;
const SKIP = 350;
/** Observers report a frame or two late. */
const MARGIN = 400;

/** How long content of so many words must be seen to count as read. */
export const readingTime = (words) => Math.min(READ_MOST, Math.max(READ_LEAST, (READ_SHARE * words) / WORDS_PER_MS));

/** Drives one page; `view` is its height in pixels. */
export function shopperOn(page) {
  const looks = (milliseconds) => page.waitForTimeout(milliseconds);

  /** Scrolls until the middle of the element is in the middle of the window, as far as the page goes. */
  async function scrollsTo(locator) {
    await locator.waitFor({ state: 'attached' });
    const { width, height } = page.viewportSize();
    await page.mouse.move(width / 2, height / 2);
    for (let turn = 0; turn < 6; turn += 1) {
      const away = await locator.evaluate((element) => {
        const box = element.getBoundingClientRect();
        const wanted = box.top + box.height / 2 - innerHeight / 2;
        const room = document.scrollingElement.scrollHeight - innerHeight - scrollY;
        return Math.round(Math.max(-scrollY, Math.min(room, wanted)));
      });
      if (Math.abs(away) < 3) return;
      await page.mouse.wheel(0, away);
      await still();
    }
  }

  /** Waits until the page has not scrolled for three frames. */
  const still = () =>
    page.evaluate(
      () =>
        new Promise((resolve) => {
          let last = scrollY;
          let same = 0;
          let frames = 0;
          const frame = () => {
            same = scrollY === last ? same + 1 : 0;
            last = scrollY;
            frames += 1;
            if ((same >= 3 && frames > 4) || frames > 60) resolve();
            else requestAnimationFrame(frame);
          };
          requestAnimationFrame(frame);
        }),
    );

  const words = (locator) =>
    locator.evaluate((element) => element.innerText.split(/\s+/).filter(Boolean).length);

  return {
    page,
    scrollsTo,
    async reads(locator) {
      await scrollsTo(locator);
      await looks(readingTime(await words(locator)) + MARGIN);
    },
    async glances(locator) {
      await scrollsTo(locator);
      await looks(GLANCE);
    },
    async skips(locator) {
      await scrollsTo(locator);
      await looks(SKIP);
    },
    /** Clicks the link or button in it (or the element itself); the page that opens is awaited. */
    async opens(locator) {
      await scrollsTo(locator);
      const inner = locator.locator('a, button, summary').first();
      const target = (await inner.count()) > 0 ? inner : locator;
      await Promise.all([page.waitForEvent('load'), target.click()]);
    },
    /** Opens the details folded away in it and looks at them for a moment. */
    async unfolds(locator) {
      await scrollsTo(locator);
      await locator.locator('summary').first().click();
      await looks(GLANCE);
    },
    /** Scrolls back to the head of the page, where nothing is tagged. */
    async turnsAway() {
      await page.mouse.wheel(0, -100_000);
      await still();
    },
    looks,
  };
}
