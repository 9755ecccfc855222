/**
 * Pages that two phones share: when the evening changes on one, the other shows it at once, in place.
 * The hint carries nothing; the page is fetched anew, and where the evening has gone on, so does this phone.
 */

const SILENT_FOR_MS = 12_000; // the server speaks every 5 s; a link that says nothing for longer is gone
const LOOK_AGAIN_MS = 2_000;

let stream = null;
let heard = 0;
let fresh = 0;

/** Listen for hints, from anew if need be. */
function listen() {
  stream?.close();
  heard = Date.now();
  const since = document.querySelector("main[data-shared]").dataset.since;
  stream = new EventSource(`/tonight/stream?since=${encodeURIComponent(since)}`);
  for (const name of ["changed", "ping"]) stream.addEventListener(name, () => (heard = Date.now()));
  stream.addEventListener("changed", refresh);
}

/** Fetch this page anew and put its words in the place of the old ones. */
async function refresh() {
  const mine = ++fresh;
  const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
  if (mine !== fresh || !answer) return; // the watch below tries again
  if (answer.redirected && new URL(answer.url).pathname !== location.pathname) {
    const isPressed = document.querySelector("main[data-shared] [aria-busy='true']"); // what was pressed leads on
    return isPressed ? undefined : location.replace(answer.url);
  }
  if (!answer.ok) return;
  const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main[data-shared]");
  if (mine !== fresh) return;
  if (!next) return location.reload(); // what the two shared is over
  show(next);
  listen();
}

/** Replace the page's main part, keeping what is open, what was chosen, and where the keyboard is. */
function show(next) {
  const now = document.querySelector("main[data-shared]");
  if (!now || now.querySelector("[aria-busy='true']")) return;
  const focus = place(document.activeElement);
  for (const { id } of now.querySelectorAll("details[open][id]")) next.querySelector(`#${id}`)?.setAttribute("open", "");
  for (const { name, value } of now.querySelectorAll("input[type='radio']:checked")) {
    for (const one of next.querySelectorAll(`input[type="radio"][name="${name}"]`)) {
      one.toggleAttribute("checked", one.value === value);
    }
  }
  now.replaceWith(document.importNode(next, true));
  if (focus) document.querySelector(focus)?.focus({ preventScroll: true });
}

/** Name an element so that it can be found again in the page that follows. */
function place(element) {
  if (!element?.closest("main[data-shared]")) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (element.name) return `[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]`;
  return null;
}

/** Come back to a phone that was away: a stream that is silent may be dead without saying so. */
function wake() {
  if (document.visibilityState !== "visible") return;
  refresh();
}

if (document.querySelector("main[data-shared]") && "EventSource" in window) {
  listen();
  document.addEventListener("visibilitychange", wake);
  addEventListener("pageshow", (event) => event.persisted && wake());
  addEventListener("online", wake);
  addEventListener("pagehide", () => stream?.close());
  setInterval(() => Date.now() - heard > SILENT_FOR_MS && wake(), LOOK_AGAIN_MS);
}
