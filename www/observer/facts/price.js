// Amounts and currencies as shops write them: 1.234,56 and 1,234.56, 1 234,56 and 1'234.50, 49.– and ٤٩٫٩٩.
// Never a number where there is none.

const GAP = "[ \\u00a0\\u202f\\u2009]";
// Indian groups, groups of three, or none; then decimals.
const AMOUNT = new RegExp(
  `\\d{1,2}(?:,\\d{2})+,\\d{3}(?:\\.\\d+)?|\\d{1,3}(?:(?:[.,'’٬]|${GAP})\\d{3})+(?!\\d)(?:[.,٫]\\d{1,3}(?!\\d))?|\\d+(?:[.,٫]\\d+)?`,
);
// Their smallest coin is a thousandth, so three digits after a dot are no thousands.
const THOUSANDTHS = /BHD|IQD|JOD|KWD|LYD|OMR|TND/;
const SIGNS = {
  "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₺": "TRY", "₩": "KRW", "₫": "VND", "฿": "THB", "₪": "ILS",
  "₴": "UAH", "zł": "PLN", "Kč": "CZK", "Ft": "HUF", "lei": "RON", "лв": "BGN", "Fr.": "CHF", "ر.س": "SAR", "د.إ": "AED",
  "US$": "USD", "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "MX$": "MXN", "R$": "BRL",
};
const SIGN = /(?:US|CA|C|AU|A|NZ|HK|S|MX|R)\$|[€£¥₹₽₺₩₫฿₪₴$]|zł|Kč|\bFt\b|\blei\b|\bkr\b|Fr\.|лв|ر\.س|د\.إ/;
const CODE = /\b([A-Z]{3})(?=[\s\d])|\d[\s.–-]*([A-Z]{3})\b/g;
// Signs of several currencies: the language of the page says which.
const SHARED = {
  $: { CA: "CAD", AU: "AUD", NZ: "NZD", MX: "MXN", SG: "SGD", HK: "HKD", "": "USD" },
  kr: { sv: "SEK", da: "DKK", nb: "NOK", nn: "NOK", no: "NOK", is: "ISK", "": "SEK" },
};

// ٤ and ۴ as 4.
const latin = (text) => text.replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15);

// The first amount of a text for people.
export function amountIn(text, currency = "") {
  const [found] = AMOUNT.exec(latin(String(text))) || [];
  if (!found) return;
  const [, whole, mark, rest] = /^(.*)([.,٫])(\d+)$/.exec(found) || [];
  const groups = (whole || "").replace(/\d/g, "");
  const isDecimal = mark && (rest.length !== 3 || whole === "0" || (groups && !groups.includes(mark)) || THOUSANDTHS.test(currency));
  return +(isDecimal ? whole.replace(/\D/g, "") + "." + rest : found.replace(/\D/g, ""));
}

// An amount from data: a plain number is what it is, anything else is read as a text.
export const amountOf = (value, currency) =>
  typeof value === "number" ? value : /^\s*\d+(\.\d+)?\s*$/.test(value) ? +value : amountIn(value ?? "", currency);

const isCurrency = (code) => !Intl.supportedValuesOf || Intl.supportedValuesOf("currency").includes(code);

// The currency of a text with an amount, as its three letters.
export function currencyIn(text) {
  for (const [, before, after] of text.matchAll(CODE)) if (isCurrency(before || after)) return before || after;
  const [sign] = SIGN.exec(text) || [];
  const [language, region] = document.documentElement.lang.split("-");
  const shared = SHARED[sign];
  return shared ? (region && shared[region.toUpperCase()]) || shared[language] || shared[""] : SIGNS[sign];
}

// How many amounts a text has.
export const amounts = (text) => (latin(text).match(new RegExp(AMOUNT, "g")) || []).length;
