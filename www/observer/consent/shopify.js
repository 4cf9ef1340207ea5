// The answer in Shopify's customer privacy interface, on shops whose theme has loaded it.
// Never loads it: that would be a request before consent.

export function shopify(signal, changed) {
  // On document: the event bubbles no further.
  document.addEventListener("visitorConsentCollected", changed, { signal });
  return () => {
    const { Shopify } = window;
    if (!Shopify || typeof Shopify.loadFeatures !== "function") return {};
    const api = Shopify.customerPrivacy;
    const may = (purpose, name) => {
      try {
        if (api[name]()) return true;
        return api.currentVisitorConsent()[purpose] === "no" ? false : null;
      } catch {
        return null;
      }
    };
    const preferences = may("preferences", "preferencesProcessingAllowed");
    return { inference: preferences, storage: preferences, reporting: may("analytics", "analyticsProcessingAllowed") };
  };
}
