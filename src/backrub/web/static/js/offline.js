/** Let a page of the evening come back after a reload without a connection, where the browser allows it. */

export function keepPages() {
  if (!globalThis.isSecureContext || !navigator.serviceWorker) return;
  navigator.serviceWorker.register("/sw.js").catch((refused) => {
    // A certificate that was only clicked through: the page still works while it stays open.
    if (!(refused instanceof DOMException || refused instanceof TypeError)) throw refused;
  });
}

/** Forget the pages that were kept; they belong to an evening that is over. */
export async function forgetPages() {
  if (!globalThis.caches) return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("backrub-")).map((name) => caches.delete(name)));
}
