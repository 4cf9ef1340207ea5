// Waits for what other processes do, by looking again and again.
// Never longer than its deadline, and it says what it waited for.

/** Resolves with the first true thing that `check` gives; `what` is for the error. */
export async function until(check, what, seconds = 10) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
