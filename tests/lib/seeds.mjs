// Seeds for data-seed: with them the draws fall on the note and on the variant that is believed in.
// Never shared by the two shops.

export const OSCAR = 24;
export const SAMPLE = 14;
/** With these the first draw falls in a holdout of one half, and the next ones on the note. */
export const HELD_OUT = { sample: 1, oscar: 5 };
