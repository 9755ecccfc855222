/**
 * Keep the live pages and their files for a reload without a connection. Pages come from the network if it answers
 * soon; files never change under their address. Streams, presses and everything private are never touched.
 */

const CACHE = "backrub-__DIGEST__";
const SOON_MS = 1_500;
const PAGES = new Set(["/tonight/guide", "/tonight/remote"]);
const PICTURE = /^\/sessions\/[^/]+\/pictures\//;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(settle()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (PAGES.has(pathname)) event.respondWith(pageSoon(event));
  else if (pathname.startsWith("/static/") || PICTURE.test(pathname)) event.respondWith(fileKept(request));
});

/** Drop what earlier versions kept. */
async function settle() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("backrub-") && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** Return the page from the network if it answers soon, as it was kept if not. */
async function pageSoon(event) {
  const fresh = fromNetwork(event.request);
  event.waitUntil(fresh.catch(() => undefined));
  const kept = await caches.match(event.request, { ignoreVary: true });
  if (!kept) return fresh;
  const late = new Promise((resolve) => setTimeout(resolve, SOON_MS));
  return (await Promise.race([fresh.catch(() => undefined), late])) ?? kept;
}

/** Fetch and keep; what redirects elsewhere ends what was kept. */
async function fromNetwork(request) {
  const answer = await fetch(request);
  const cache = await caches.open(CACHE);
  if (answer.ok && !answer.redirected) await cache.put(request, answer.clone());
  else if (answer.redirected || answer.type === "opaqueredirect") await cache.delete(request, { ignoreVary: true });
  return answer;
}

/** Return a file as it was kept; its address tells what is in it. */
async function fileKept(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(CACHE)).put(request, answer.clone());
  return answer;
}
