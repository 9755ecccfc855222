/**
 * Forms that outlive a lost connection: a press shows at once, is sent once, and waits here until it can go.
 * Without this script every form still works as a plain one. A form with `data-plain` is left alone.
 */

const NOT_CONNECTED = "Not connected. Kept here; it goes when the connection is back.";
const NOT_UNDERSTOOD = "That did not go through. Try once more.";
const ANSWER_WITHIN_MS = 10_000;
const RETRY_FIRST_MS = 1_000;
const RETRY_LONGEST_MS = 8_000;
const AWAY = new Set([502, 503, 504]); // a proxy speaks for a server that is not there

const sending = new WeakSet();

/** Send a form in the background unless it is on its way already. */
async function submitted(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || "plain" in form.dataset) return;
  event.preventDefault();
  if (sending.has(form)) return;
  sending.add(form);
  const button = event.submitter;
  button?.setAttribute("aria-busy", "true");
  tell(form, "trouble", "");
  const answer = await sentUntilAnswered(form, requestOf(form, button));
  tell(form, "sending", "");
  if (answer.ok) goTo(answer.url);
  else {
    tell(form, "trouble", await sentenceOf(answer));
    release(form);
  }
}

/** Gather what a plain form would have sent, once, so that later typing changes nothing. */
function requestOf(form, button) {
  const fields = new URLSearchParams(new FormData(form));
  if (button?.name) fields.append(button.name, button.value);
  const to = button?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href;
  const csrf = document.querySelector('meta[name="csrf"]')?.content ?? "";
  return [new URL(to, location.href), { method: "POST", body: fields, headers: { "x-csrftoken": csrf } }];
}

/** Try until somebody answers, a little less often each time. */
async function sentUntilAnswered(form, [address, request]) {
  for (let wait = RETRY_FIRST_MS; ; wait = Math.min(2 * wait, RETRY_LONGEST_MS)) {
    try {
      const answer = await withinTime(address, request);
      if (!AWAY.has(answer.status)) return answer;
    } catch (lost) {
      if (!(lost instanceof TypeError) && lost.name !== "AbortError") throw lost;
    }
    tell(form, "sending", NOT_CONNECTED);
    await connectionOr(wait);
  }
}

/** Fetch, and give up on a link that swallows everything. */
async function withinTime(address, request) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), ANSWER_WITHIN_MS);
  try {
    return await fetch(address, { ...request, signal: patience.signal });
  } finally {
    clearTimeout(timer);
  }
}

/** Wait so long, or until the browser says that it is connected or looked at again. */
function connectionOr(wait_ms) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      document.removeEventListener("visibilitychange", done);
      resolve();
    };
    const timer = setTimeout(done, wait_ms);
    addEventListener("online", done);
    document.addEventListener("visibilitychange", done);
  });
}

/** Go where the server sent us; the same address is loaded anew. */
function goTo(address) {
  if (address === location.href) location.reload();
  else location.assign(address);
}

/** Take the one sentence from a page that says no. */
async function sentenceOf(answer) {
  const body = await answer.text().catch(() => ""); // the link may break in the middle
  const page = new DOMParser().parseFromString(body, "text/html");
  const said = page.querySelector(".trouble:not([hidden])") ?? page.querySelector("h1");
  return said?.textContent.trim() || NOT_UNDERSTOOD;
}

/** Show a sentence in the form's line of that name, or hide the line; trouble is brought into view. */
function tell(form, name, sentence) {
  const line = lineOf(form, name);
  if (line.textContent !== sentence) line.textContent = sentence;
  line.hidden = !sentence;
  if (sentence && name === "trouble") line.focus();
}

/** Find the line, or make one above the button. */
function lineOf(form, name) {
  const place = form.querySelector(`.${name}`) ?? (name === "trouble" ? document.querySelector(".trouble") : null);
  if (place) return place;
  const line = document.createElement("p");
  line.className = name;
  line.tabIndex = -1;
  line.setAttribute("role", name === "trouble" ? "alert" : "status");
  const button = form.querySelector("button.go, button");
  if (button) button.before(line);
  else form.append(line);
  return line;
}

/** Let a form be sent again. */
function release(form) {
  sending.delete(form);
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

document.addEventListener("submit", submitted);
document.addEventListener("touchstart", () => {}, { passive: true }); // Safari shows :active only to listeners
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.forms) release(form); // back to a page that was left sending
});
