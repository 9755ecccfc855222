/** Let a page of the evening come back after a reload without a connection, where the browser allows it. */

export function keepPages() {
  if (!globalThis.isSecureContext || !navigator.serviceWorker) return;
  navigator.serviceWorker.register("/sw.js").catch((refused) => {
    // A certificate that was only clicked through: the page still works while it stays open.
    if (!(refused instanceof DOMException || refused instanceof TypeError)) throw refused;
  });
}

/**
 * Keep pages between evenings, and the files they are made of, for a time without a connection. This page was loaded
 * before the worker could see it, so everything is asked for once more; files come from the browser's own store.
 */
export function keepForLater(...paths) {
  if (!globalThis.isSecureContext || !navigator.serviceWorker) return;
  navigator.serviceWorker.addEventListener("controllerchange", () => askAgain(paths));
  if (navigator.serviceWorker.controller) askAgain(paths);
  keepPages();
}

async function askAgain(paths) {
  const files = new Set();
  const keep = (file) => files.has(file) || (files.add(file), textOf(file));
  // A file that was on its way when the worker came shows up here, however late.
  new PerformanceObserver((seen) => filesOf(seen).forEach(keep)).observe({ type: "resource", buffered: true });
  const pages = await Promise.all(paths.map(textOf));
  pages.flatMap((text) => [...text.matchAll(STATIC)]).forEach(([, file]) => keep(file));
}

const STATIC = /"(\/static\/[^"#]+)/g;
const filesOf = (seen) =>
  seen.getEntries().map((one) => new URL(one.name).pathname).filter((path) => path.startsWith("/static/"));

/** Keep a page as it is now, if it is kept at all. */
export function keepAnew(path) {
  if (navigator.serviceWorker?.controller) textOf(path);
}

/** Ask for something so that the worker keeps it; without a connection there is nothing to keep. */
async function textOf(path) {
  try {
    return await (await fetch(path)).text();
  } catch (lost) {
    if (!(lost instanceof TypeError)) throw lost;
    return "";
  }
}

/** Forget the pages that were kept; they belong to an evening that is over. */
export async function forgetPages() {
  if (!globalThis.caches) return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("backrub-")).map((name) => caches.delete(name)));
}
