// Records that wait until the collector has them: in memory, and in the shop's storage if allowed.
// Never sends: beacon.js does.
import { minute } from "../later.js";
import { OUTBOX, read, write } from "../storage.js";

const RETRY_MINUTES = 24 * 60; // The collector knows a record's id for twice as long.
const WAITING = 100;

// `lines`: the minute a record was made, a space, the record. `sending`: how many are on their way.
export function outbox(stored) {
  const box = {
    lines: stored ? read(OUTBOX).split("\n").filter((line) => minute() - parseInt(line) < RETRY_MINUTES) : [],
    sending: 0,
    store: () => stored && write(OUTBOX, box.lines.join("\n")),
    keep(records) {
      for (const record of records.split("\n")) if (record) box.lines.push(minute() + " " + record);
      // The oldest go first, but not from under the request that carries them.
      if (box.lines.length > WAITING) box.lines.splice(box.sending, box.lines.length - WAITING);
      box.store();
    },
  };
  return box;
}
