// The answer given in a consent platform of IAB Europe's Transparency and Consent Framework, 2.x.
// Never reads its cookie or its string: only what its interface says of purposes.

// Purposes: 1 store on the device, 5 and 6 profiles for content, 8 measure content.
const STORE = 1, PROFILE = 5, SELECT = 6, MEASURE = 8;
const PENDING = { inference: null, storage: null, reporting: null };

export function tcf(signal, changed) {
  if (typeof window.__tcfapi !== "function") return;
  let answer = PENDING;
  let id;
  const ask = (...args) => {
    try {
      window.__tcfapi(...args);
    } catch {} // A fault of theirs is no answer.
  };
  ask("addEventListener", 2, (data, worked) => {
    if (!worked || !data || signal.aborted) return;
    id = data.listenerId;
    const { eventStatus, gdprApplies, purpose = {}, publisher = {} } = data;
    // The publisher's own purposes may restrict what was agreed to for everybody.
    const may = (...numbers) =>
      numbers.every((number) => (purpose.consents || {})[number] === true && (publisher.consents || {})[number] !== false);
    if (gdprApplies === false) answer = {};
    else if (gdprApplies && (eventStatus === "tcloaded" || eventStatus === "useractioncomplete"))
      answer = { inference: may(STORE, PROFILE, SELECT), storage: may(STORE), reporting: may(MEASURE) };
    changed();
  });
  signal.addEventListener("abort", () => ask("removeEventListener", 2, () => {}, id));
  return () => answer;
}
