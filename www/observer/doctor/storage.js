// Whether this browser lets the shop's page remember anything.
// Never writes; reads the one key that is read before consent, too.
import { OFF } from "../storage.js";
import { bad, good } from "./finding.js";

export function storage() {
  try {
    localStorage.getItem(OFF);
    return good("this browser lets the page remember a visit");
  } catch {
    return bad("this browser refuses storage: a visit ends with the page", "nothing to change in the shop, unless the page is in a sandbox or a frame of another site");
  }
}
