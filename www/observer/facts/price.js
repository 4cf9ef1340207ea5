// Amounts and currencies as shops write them: 1.234,56 and 1,234.56, 1 234,56 and 1'234.50, 49.– and ٤٩٫٩٩.
// Never a number where there is none.

// Indian groups, groups of three, or none; then decimals.
const AMOUNT = /\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d{1,3}(?:[.,'’٬ \u00a0\u202f]\d{3})+(?!\d)(?:[.,٫]\d{1,3}(?!\d))?|\d+(?:[.,٫]\d+)?/g;
// Their smallest coin is a thousandth, so three digits after a dot are no thousands.
const THOUSANDTHS = /BHD|JOD|KWD|OMR|TND/;
// Each sign before its currency; longer ones first.
const SIGNS = "US$USD CA$CAD A$AUD R$BRL €EUR £GBP ¥JPY ₹INR ₺TRY złPLN KčCZK ر.سSAR $USD krSEK".split(" ");
const CODE = /\b([A-Z]{3})(?=[\s\d])|\d[\s.–-]*([A-Z]{3})\b/g;
// Whose signs others use too, by language or region.
const SHARED = { CA: "CAD", AU: "AUD", MX: "MXN", da: "DKK", nb: "NOK" };

// ٤ and ۴ as 4.
const latin = (text) => text.replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15);
const amountsOf = (text) => latin(String(text)).match(AMOUNT) || [];

// How many amounts a text has.
export const amounts = (text) => amountsOf(text).length;

// The first amount of a text for people.
export function amountIn(text, currency = "") {
  const [found] = amountsOf(text);
  if (!found) return;
  const [, whole, mark, rest] = /^(.*)([.,٫])(\d+)$/.exec(found) || [];
  const groups = (whole || "").replace(/\d/g, "");
  const isDecimal = mark && (rest.length !== 3 || whole === "0" || (groups && !groups.includes(mark)) || THOUSANDTHS.test(currency));
  return +(isDecimal ? whole.replace(/\D/g, "") + "." + rest : found.replace(/\D/g, ""));
}

// An amount from data: a plain number is what it is, anything else is read as a text.
export const amountOf = (value, currency) =>
  typeof value === "number" ? value : /^\s*\d+(\.\d+)?\s*$/.test(value) ? +value : amountIn(value ?? "", currency);

const isCurrency = (code) => Intl.supportedValuesOf?.("currency").includes(code) ?? true;

// The currency of a text with an amount, as its three letters.
export function currencyIn(text) {
  for (const [, before, after] of text.matchAll(CODE)) if (isCurrency(before || after)) return before || after;
  const sign = SIGNS.find((sign) => text.includes(sign.slice(0, -3)));
  const [language, region] = document.documentElement.lang.split("-");
  return sign && ((/^(\$|kr)/.test(sign) && (SHARED[region] || SHARED[language])) || sign.slice(-3));
}
