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

/** A product in a cart or a list; `price` in the page's currency. */
export interface Item {
  id?: string;
  name?: string;
  price?: number;
}

/** What the shop knows better than its page shows. It goes before everything that is read from the page. */
export type Fact =
  /** An order was placed; `value` in the shop's currency. The same `id` counts once, and only the first of a visit. */
  | { type: "order"; value: number; id?: string; currency?: string }
  /** Something was put in the cart, unless `action` says otherwise; `value` is the cart's. */
  | { type: "cart"; action?: "add" | "remove" | "view"; items?: Item[]; value?: number }
  /** The product of this page; what is left out is read from the page. */
  | {
      type: "product";
      id?: string;
      name?: string;
      price?: number;
      /** Three letters, as in ISO 4217. */
      currency?: string;
      availability?: "in_stock" | "out_of_stock" | "preorder" | "backorder";
      category?: string;
    }
  /** The products that this page lists, the first 50. */
  | { type: "list"; items: Item[] }
  /** A search or a filter: how many products it found, and whether it narrowed an earlier one. Never its words. */
  | { type: "search"; found?: number; refined?: boolean }
  /** A step of the checkout, the first is 1. */
  | { type: "checkout"; step?: number }
  /** Something was put on a wishlist. */
  | { type: "wishlist" };

/** `ready`: a visit with consent runs. The others: outcomes of an experience. */
export type EventName = "ready" | "shown" | "engaged" | "dismissed" | "ignored";

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
  /** Leaves no node, listener, timer or key. */
  stop(): void;
}

declare global {
  interface Window {
    motivo: Motivo;
  }
}
