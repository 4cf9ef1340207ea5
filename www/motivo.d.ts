// The page interface of motivo.js. Calls made before the loader has run are queued:
// `window.motivo = window.motivo || []; motivo.push(["consent", {...}])`.

/** What the shopper allows, per purpose; anything but `true` is a no. */
export interface Consent {
  /** Inferring what moves the shopper, in memory, and showing what follows from it. */
  inference: boolean;
  /** Remembering the visit, and reminders that the shopper sets, in this browser; without it the visit ends with the page. */
  storage?: boolean;
  /** Sending anonymous records to the collector. */
  reporting?: boolean;
}

/** What the shop knows better than its page shows. */
export type Fact =
  /** An order was placed; `value` in the shop's currency. Only the first of a visit counts. */
  | { type: "order"; value: number }
  /** Something was put in the cart. */
  | { type: "cart" };

/** `ready`: a visit with consent runs. The others: outcomes of an experience. */
export type EventName = "ready" | "shown" | "engaged" | "dismissed" | "ignored";

/** What `doctor()` says of one matter. */
export interface Finding {
  /** `false`: this is why something does not work or does not appear here. */
  ok: boolean;
  /** What is the case, a sentence. */
  what: string;
  /** What to change; empty when all is well. */
  fix: string;
}

export interface Motivo {
  /** A fact, or a call as `[name, ...arguments]`. */
  push(fact: Fact | [keyof Motivo, ...unknown[]]): void;
  /** Passes on the shopper's answer; withdrawing deletes everything and stops at once. */
  consent(answer: Consent): void;
  /** Calls `listener` at each event; also a DOM event `motivo:<name>` on the document. */
  on(event: EventName, listener: () => void): void;
  /** Opens the shopper's panel; before consent and after an opt-out it says what is the case. */
  panel(): void;
  /** Shows an experience by its id, because the shopper asked for it; nothing of it is told. */
  show(experience: string): void;
  /** Deletes what was remembered and begins anew, if consent still holds. */
  erase(): void;
  /** Says in the console, and gives, what of the installation is wrong; works before consent and without the observer. */
  doctor(): Promise<Finding[]>;
  /** Leaves no node, listener, timer or key. */
  stop(): void;
}

declare global {
  interface Window {
    motivo: Motivo;
  }
}
