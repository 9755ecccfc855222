/**
 * Keep the live pages, those between evenings, and their files for a time without a connection. Pages come from the
 * network if it answers soon; files never change under their address. Streams, presses and what a shared phone must
 * not keep are never touched.
 */

const CACHE = "backrub-__DIGEST__";
const SOON_MS = 1_500;
const PAGES = new Set(["/tonight/guide", "/tonight/remote"]);
const BETWEEN = /^\/(learn(\/.*)?|shelf(\/(?!mine$|new$|tried$)[^/]+)?|rhythm)$/; // what people do between evenings
const MUSCLE = /^\/learn\/back(\/(?!quiz)[^/]+)?$/;
const PICTURE = /^\/sessions\/[^/]+\/pictures\//;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(settle()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (PAGES.has(pathname) || BETWEEN.test(pathname)) event.respondWith(pageSoon(event));
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
  const kept = await keptPage(event.request);
  if (!kept) return fresh;
  const late = new Promise((resolve) => setTimeout(resolve, SOON_MS));
  return (await Promise.race([fresh.catch(() => undefined), late])) ?? kept;
}

/** Return a page as it was kept; one page of the back shows every muscle. */
async function keptPage(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  return kept ?? (MUSCLE.test(new URL(request.url).pathname) ? caches.match("/learn/back", { ignoreVary: true }) : undefined);
}

/** Fetch and keep; what redirects elsewhere, or asks not to be kept, ends what was kept. */
async function fromNetwork(request) {
  const answer = await fetch(request);
  const cache = await caches.open(CACHE);
  const isKept = answer.headers.get("Backrub-Keep") !== "no";
  if (answer.ok && !answer.redirected && isKept) await cache.put(request, answer.clone());
  else if (!isKept || answer.redirected || answer.type === "opaqueredirect") await cache.delete(request, { ignoreVary: true });
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
