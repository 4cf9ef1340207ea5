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

/** What goes wrong for a shopper; docs/embed.md says when each is noticed. */
export type FrictionKind =
  | "rage"
  | "dead"
  | "slow"
  | "error"
  | "form_error"
  | "out_of_stock"
  | "no_results"
  | "cart_error"
  | "payment_error";

/** What is told at each event; nothing of a belief. */
export interface Events {
  /** A visit with consent runs. */
  ready: void;
  /** An experience was rendered and visible for a second. */
  shown: void;
  /** The shopper used what it offers. */
  engaged: void;
  /** The shopper sent it away. */
  dismissed: void;
  /** The shopper went on without either. */
  ignored: void;
  /** Something went wrong for the shopper. */
  friction: FrictionKind;
  /** A touchpoint was met on this page, by its id: a built-in one or your own. */
  touchpoint: string;
}

export type EventName = keyof Events;

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
  /** Facts, and calls as `[name, ...arguments]`. */
  push(...entries: Array<Fact | Call>): void;
  /** Passes on the shopper's answer; withdrawing deletes everything and stops at once. */
  consent(answer: Consent): void;
  /** Calls `listener` at each event; also a DOM event `motivo:<name>` on the document. */
  on<Name extends EventName>(event: Name, listener: (detail: Events[Name]) => void): void;
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

/** A call as the queue takes it: `["show", "picks"]`. */
export type Call = {
  [Name in Exclude<keyof Motivo, "push" | "on">]: [Name, ...Parameters<Motivo[Name]>];
}[Exclude<keyof Motivo, "push" | "on">] | { [Name in EventName]: ["on", Name, (detail: Events[Name]) => void] }[EventName];

/** What stands in for `window.motivo` until the loader has run: `[]` will do. */
export type Queue = Pick<Motivo, "push">;

/** A place in the page where an inline experience may appear: `<motivo-slot name="picks">`. */
export interface MotivoSlot extends HTMLElement {}

declare global {
  interface Window {
    motivo: Motivo | Queue;
  }
  interface HTMLElementTagNameMap {
    "motivo-slot": MotivoSlot;
  }
  interface DocumentEventMap {
    "motivo:ready": CustomEvent<void>;
    "motivo:shown": CustomEvent<void>;
    "motivo:engaged": CustomEvent<void>;
    "motivo:dismissed": CustomEvent<void>;
    "motivo:ignored": CustomEvent<void>;
    "motivo:friction": CustomEvent<FrictionKind>;
    "motivo:touchpoint": CustomEvent<string>;
  }
}
