// The one file that sends: anonymous records, to the collector, after consent to reporting.
// Never sends anything else, and never forgets a record that was not acknowledged.
import { warn } from "../say.js";

const BATCH = 20;

// Sends what waits in the outbox, one request at a time.
export function send(box, address, signal) {
  if (box.sending || !box.lines.length) return;
  const lines = box.lines.slice(0, BATCH).map((line) => line.slice(line.indexOf(" ") + 1));
  box.sending = lines.length;
  const answered = (status) => {
    const sent = box.sending;
    box.sending = 0;
    if (signal.aborted) return;
    if (!status || status === 408 || status === 429 || status >= 500) return warn("records wait: the collector cannot be reached");
    if (status >= 400) warn("records are refused by the collector (" + status + "): check data-storefront and its --origin");
    box.lines.splice(0, sent);
    box.store();
    send(box, address, signal);
  };
  fetch(address, {
    method: "POST",
    body: lines.join("\n"),
    mode: "cors", // So that the answer can be read.
    credentials: "omit",
    referrerPolicy: "no-referrer",
    keepalive: true, // Outlives the page.
  }).then((answer) => answered(answer.status), () => answered());
}
