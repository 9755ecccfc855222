/**
 * Pages that two phones share: when the evening changes on one, the other shows it at once, in place.
 * The hint carries nothing; the page is fetched anew, and where the evening has gone on, so does this phone.
 */

import { TonightStream } from "./tonight-stream.js";

let stream = null;
let fresh = 0;

/** Return what this page shows. */
function since() {
  return document.querySelector("main[data-shared]").dataset.since;
}

/** Fetch this page anew and put its words in the place of the old ones. */
async function refresh() {
  const mine = ++fresh;
  const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
  if (mine !== fresh || !answer) return; // the stream's watch tries again
  if (answer.redirected && new URL(answer.url).pathname !== location.pathname) {
    const isPressed = document.querySelector("main[data-shared] [aria-busy='true']"); // what was pressed leads on
    return isPressed ? undefined : location.replace(answer.url);
  }
  if (!answer.ok) return;
  const body = await answer.text().catch(() => null);
  if (mine !== fresh) return;
  if (body === null) return stream.listen(); // the link broke in the middle: a new stream tells of the change again
  const next = new DOMParser().parseFromString(body, "text/html").querySelector("main[data-shared]");
  if (!next) return location.reload(); // what the two shared is over
  show(next);
  stream.listen();
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

if (document.querySelector("main[data-shared]") && "EventSource" in window) {
  stream = new TonightStream({ since, changed: refresh, woken: refresh });
}
