// Writes down everything a browser context does that somebody else could notice.
// Never touches the page, except for one observer of layout shifts that runs before it.

/**
 * Starts recording. `requests` are `{method, url, body, type}`, `console` `{type, text}`,
 * `errors` texts of uncaught errors, `shifts` `{value, recentInput, sources}`.
 */
export async function record(context) {
  const seen = { requests: [], answers: [], console: [], errors: [], shifts: [] };
  context.on('request', (request) =>
    seen.requests.push({
      method: request.method(),
      url: request.url(),
      body: request.postData(),
      type: request.resourceType(),
    }),
  );
  context.on('response', (response) =>
    seen.answers.push({ method: response.request().method(), url: response.url(), status: response.status() }),
  );
  context.on('console', (message) => seen.console.push({ type: message.type(), text: message.text() }));
  context.on('weberror', (error) => seen.errors.push(String(error.error())));
  await context.exposeBinding('__shifted', (_source, shift) => seen.shifts.push(shift));
  await context.addInitScript(() => {
    const name = (node) => (node?.id ? `#${node.id}` : (node?.nodeName?.toLowerCase() ?? 'removed'));
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        window.__shifted({
          value: entry.value,
          recentInput: entry.hadRecentInput,
          sources: entry.sources.map((source) => name(source.node)),
        });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });

  const path = (request) => new URL(request.url).pathname;
  return {
    ...seen,
    /** Requests to one origin. */
    to: (url) => seen.requests.filter((request) => request.url.startsWith(`${url}/`)),
    /** The words of every record sent, without the dedup id. */
    records: () =>
      seen.requests
        .filter((request) => request.method === 'POST' && path(request).endsWith('/v1/records'))
        .flatMap((request) => (request.body ?? '').split('\n').filter(Boolean))
        .map(parseRecord)
        // One that was not answered before its page went away comes again with its id.
        .filter((record, index, all) => all.findIndex(({ id }) => id === record.id) === index),
    /** The console lines of Motivo. */
    said: () => seen.console.map((line) => line.text).filter((text) => text.startsWith('motivo: ')),
  };
}

/** Splits a record's line into its words; see the record codec in core. */
export function parseRecord(line) {
  const [version, mode, storefront, id, type, ...fields] = line.split(' ');
  return { version, mode, storefront, id, type, fields, text: [type, ...fields].join(' ') };
}

/** The names of everything the page's origin has stored, of every kind of storage. */
export const stored = (page) =>
  page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: indexedDB.databases ? (await indexedDB.databases()).map((database) => database.name) : [],
    caches: window.caches ? await caches.keys() : [],
    cookies: document.cookie.split(/; */).filter(Boolean).map((cookie) => cookie.split('=')[0]),
  }));
