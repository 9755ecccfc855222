/**
 * Waiting pages: when the evening goes on, so does this phone. The stream carries hints and no content; without
 * this script the page asks again by itself.
 */

const SILENT_FOR_MS = 12_000; // the server speaks every 5 s; a link that says nothing for longer is gone
const LOOK_AGAIN_MS = 2_000;

const since = document.querySelector("[data-since]")?.dataset.since ?? "";
let stream = null;
let heard = 0;

/** Listen, from anew if need be; what changed since this page was made is told at once. */
function listen() {
  stream?.close();
  heard = Date.now();
  stream = new EventSource(`/tonight/stream?since=${encodeURIComponent(since)}`);
  for (const name of ["hello", "ping"]) stream.addEventListener(name, () => (heard = Date.now()));
  stream.addEventListener("changed", goOn);
}

/** Go to where the evening is now, unless a form of this page is about to lead there. */
function goOn() {
  if (document.querySelector("[aria-busy='true']")) return;
  stream?.close();
  location.replace("/tonight");
}

/** Come back to a phone that was away: a stream that is silent may be dead without saying so. */
function wake() {
  if (document.visibilityState === "visible") listen();
}

if ("EventSource" in window) {
  listen();
  document.addEventListener("visibilitychange", wake);
  addEventListener("pageshow", (event) => event.persisted && goOn());
  addEventListener("online", wake);
  addEventListener("pagehide", () => stream?.close());
  setInterval(() => Date.now() - heard > SILENT_FOR_MS && wake(), LOOK_AGAIN_MS);
}
