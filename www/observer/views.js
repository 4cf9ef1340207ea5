// The hand-over to what the shopper sees: a plain request out, callbacks in. Never renders.

// Fetches the views and the texts, shows the experience, resolves to its handle.
// `shown` is what the core's decide() gave: fields separated by tabs.
export async function show(options, locale, shown, callbacks) {
  const [experience, kind, placement, variant, motivator, evidence] = shown.split("\t");
  const [views, text] = await Promise.all([options.views(), options.file("messages." + locale + ".json")]);
  const messages = JSON.parse(text);
  const request = { experience, kind, placement, variant, motivator, evidence: +evidence, locale };
  return () => views.show({ ...request, messages }, callbacks);
}
