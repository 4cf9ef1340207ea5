// Adds a listener to one of the calls that the session makes on its options.
// Never replaces another one.

// Gives a function that removes it.
export function listen(options, name, listener) {
  const before = options[name];
  let on = true;
  options[name] = (...args) => {
    if (before) before(...args);
    if (on) listener(...args);
  };
  return () => (on = false);
}
