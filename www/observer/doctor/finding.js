// What the doctor says of one matter: all is well, or why something does not happen and what to change.
// Never about the shopper.
export const good = (what) => ({ ok: true, what, fix: "" });
export const bad = (what, fix) => ({ ok: false, what, fix });
