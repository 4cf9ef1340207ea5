// The one file that sends: anonymous records, to the collector, after consent to reporting.
// Never sends anything else, and never forgets a record that was not acknowledged.
import { minute } from "./later.js";
import { warn } from "./say.js";
import { OUTBOX, read, write } from "./storage.js";

const RETRY_MINUTES = 24 * 60; // The collector knows a record's id for twice as long.
const BATCH = 20;
const WAITING = 100;

// `keep(lines)` takes records, `flush()` sends what waits, one request at a time.
export function beacon(signal, address, stored) {
  // Each line: the minute it was made, a space, the record.
  let waiting = stored ? read(OUTBOX).split("\n").filter((line) => minute() - parseInt(line) < RETRY_MINUTES) : [];
  let sending = 0;
  const store = () => stored && write(OUTBOX, waiting.join("\n"));

  const answered = (status) => {
    const sent = sending;
    sending = 0;
    if (signal.aborted) return;
    if (!status || status === 429 || status >= 500) return warn("records wait: the collector cannot be reached");
    if (status >= 400) warn("records are refused by the collector (" + status + "): check data-storefront and its --origin");
    waiting.splice(0, sent);
    store();
    flush();
  };

  function keep(records) {
    for (const record of records.split("\n")) if (record) waiting.push(minute() + " " + record);
    // The oldest go first, but not from under the request that carries them.
    if (waiting.length > WAITING) waiting.splice(sending, waiting.length - WAITING);
    store();
  }

  function flush() {
    if (sending || !waiting.length) return;
    const lines = waiting.slice(0, BATCH).map((line) => line.slice(line.indexOf(" ") + 1));
    sending = lines.length;
    fetch(address, {
      method: "POST",
      body: lines.join("\n"),
      mode: "cors", // So that the answer can be read.
      credentials: "omit",
      referrerPolicy: "no-referrer",
      keepalive: true, // Outlives the page.
    }).then((answer) => answered(answer.status), () => answered());
  }

  return { keep, flush };
}
