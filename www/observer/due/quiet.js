// Whether this is a page, or a moment on it, where nobody is interrupted.
// Never reads a form's values; it looks only at which fields are there.
import { all, path } from "../page.js";

const QUIET = /checkout|payment|log-?in|sign-?in|register|password/i;
// Where a shopper is asked something, pays or logs in: what an owner marks, open dialogs, password
// fields, and the consent banners of the usual platforms.
const ASKING =
  "[data-motivo-quiet],dialog[open],[aria-modal=true],[type=password],#onetrust-banner-sdk,#CybotCookiebotDialog,#usercentrics-root,#didomi-notice,.cc-window,.cky-consent-bar,[class*=cookie-banner]";
const TYPING = "input:not([type=button],[type=submit],[type=checkbox],[type=radio]),textarea,[contenteditable]";

// The shopper's panel, or a sheet that they opened.
const isOursOpen = () => [...all("motivo-view")].some(({ shadowRoot }) => shadowRoot && shadowRoot.querySelector("dialog[open]"));

// Why nobody is interrupted here now, or an empty text.
export function quiet() {
  const [arrived] = performance.getEntriesByType("navigation");
  if (QUIET.test(path())) return "path";
  if (arrived && arrived.responseStatus > 399) return "error";
  if ([...all(ASKING)].some((element) => element.getClientRects().length) || isOursOpen()) return "asking";
  return document.activeElement && document.activeElement.matches(TYPING) ? "typing" : "";
}
