// What the shopper allows, asked of everybody on the page who may know. The most restrictive wins.
// Never takes silence for a yes, never asks the shopper, and reads nothing else of the page.
import { google } from "./consent/google.js";
import { shopify } from "./consent/shopify.js";
import { tcf } from "./consent/tcf.js";
import { wordpress } from "./consent/wordpress.js";
import { later } from "./later.js";

const PURPOSES = ["inference", "storage", "reporting"];
const everything = (answer) => ({ inference: answer, storage: answer, reporting: answer });
// A platform that is not there yet is looked for again after a second, then twice as long, for a minute.
const AGAIN = 1000, LAST = 32000; // Milliseconds.
const TAG = { granted: everything(true), denied: everything(false) };

// Each source gives for each purpose true, false, null (asked and not answered: a no for now) or
// nothing (it has no say; all of it while its platform is not there). `changed` is called when one of
// them has changed.
export function consents(attribute, signal, changed) {
  const others = [];
  let said;
  const answers = () => [TAG[attribute], said, ...others.map((answer) => answer && answer())].map((answer) => answer || {});
  function look(again) {
    [tcf, google, shopify, wordpress].forEach((source, index) => (others[index] = others[index] || source(signal, changed)));
    changed();
    if (again <= LAST) later(signal, again, () => look(again * 2));
  }
  look(AGAIN);
  return {
    // The shop's word, by motivo.consent(): anything but true is a no.
    say(answer) {
      said = everything(false);
      for (const purpose of PURPOSES) said[purpose] = !!answer && answer[purpose] === true;
      changed();
    },
    // What is allowed now; without inference nothing is.
    allowed() {
      const given = answers();
      const may = (purpose) =>
        given.some((of) => of[purpose]) && given.every((of) => of[purpose] || of[purpose] === undefined);
      const inference = may("inference");
      return { inference, storage: inference && may("storage"), reporting: inference && may("reporting") };
    },
    // Each one's answer: the tag, motivo.consent(), then the sources in their order.
    answers,
    // Somebody said no, which is more than not yet.
    isDenied: () => answers().some((of) => of.inference === false),
  };
}
