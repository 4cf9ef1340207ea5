// How shoppers of the two shops look at them, and how they agree.
// Never anything that a real shop's page would not do.

/** Desktop shows the sample shop as its owner sees it; a phone shows Oscar's cards one at a time. */
export const VIEWS = { sample: { width: 1280, height: 720 }, oscar: { width: 420, height: 640 } };

/** Consent to everything. */
export const EVERYTHING = { inference: true, storage: true, reporting: true };

/** What a shop's consent banner does on every page once the shopper has agreed, before the tag or after it. */
export function grant(all) {
  (window.motivo = window.motivo || []).push(['consent', all]);
  try {
    // The sample shop asks with a bar of its own and keeps the answer here.
    localStorage.setItem('shop:consent', '"accepted"');
  } catch {
    // A page that refuses storage is asked again; the call above has answered for it.
  }
}
