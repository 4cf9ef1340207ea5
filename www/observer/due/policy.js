// What the shop's own records say of each arm: the policy file of the shop's collector.
// Never waited for, never about this shopper, and asked for without anything that names them.
import { warn } from "../say.js";

const LAST_VERSION = 4095;

// Nothing is known of any arm, and the built-in numbers decide.
export const BUILT_IN = { version: 0, arms: {} };

// Fetches the policy file; gives a function that gives the policy as far as it is known by then.
export function fetchPolicy({ records, storefront, preview }, signal) {
  let known = BUILT_IN;
  // Beside the records' address. The browser's own cache decides when it is asked for again.
  fetch(records.replace(/records$/, "policy/" + storefront), { credentials: "omit", referrerPolicy: "no-referrer", signal })
    .then(async (answer) => {
      if (!answer.ok) throw new Error(answer.status);
      known = checked(await answer.json());
    })
    .catch((error) => {
      if (preview && !signal.aborted) warn("the built-in policy decides: the policy file cannot be used", error);
    });
  return () => known;
}

const isObject = (value) => !!value && typeof value === "object" && !Array.isArray(value);
const isCount = (value) => Number.isFinite(value) && value >= 0;
const isPair = (value) => Array.isArray(value) && value.length === 2 && value.every(isCount);
const isPairs = (value) => value === undefined || (isObject(value) && Object.values(value).every(isPair));
const isArm = (arm) => isObject(arm) && isPair(arm.all) && isPairs(arm.m) && isPairs(arm.p);

// The file as it is, or an error: numbers that cannot be counts are no reason to believe the others.
function checked(file) {
  const { v, version, arms } = isObject(file) ? file : {};
  if (v !== 1) throw new Error("it is no policy of version 1");
  if (!Number.isInteger(version) || version < 0 || version > LAST_VERSION) throw new Error('"version" is no number from 0 to ' + LAST_VERSION);
  const wrong = isObject(arms) ? Object.keys(arms).find((name) => !isArm(arms[name])) : "arms";
  if (wrong) throw new Error("no counts: " + wrong);
  return { version, arms };
}
