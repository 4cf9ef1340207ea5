// The answer in the WP Consent API, which consent plugins of WordPress share.
// Never takes its "yes" where no plugin manages consent.

export function wordpress(signal, changed) {
  const denied = {};
  const listen = (event, act) => document.addEventListener(event, act, { signal });
  listen("wp_consent_type_defined", changed);
  listen("wp_listen_for_consent_change", ({ detail }) => {
    for (const [category, value] of Object.entries(detail || {})) denied[category] = value === "deny";
    changed();
  });
  return () => {
    if (typeof window.wp_has_consent !== "function" || typeof window.wp_consent_type !== "string") return {};
    const may = (category) => {
      try {
        return window.wp_has_consent(category) === true && !denied[category] ? true : denied[category] ? false : null;
      } catch {
        return null;
      }
    };
    return { inference: may("preferences"), storage: may("preferences"), reporting: may("statistics-anonymous") };
  };
}
