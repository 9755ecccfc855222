/**
 * Making ready: a tick goes to the other phone at once, or as soon as the link is back, and the tap that begins
 * also lets this phone make sound.
 */

const AGAIN_MS = 1_500;

/** What is ticked here and not known there yet: the latest word on each thing. */
const untold = new Map();
let telling = false;

/** Note a tick and tell of it. */
function tick({ target }) {
  if (!target.closest("form.ticks") || target.type !== "checkbox") return;
  untold.set(target.value, target.checked);
  if (!telling) tellAll();
}

/** Tell of every tick in turn; where the link is gone, try again until it is back. */
async function tellAll() {
  telling = true;
  for (let next; (next = untold.entries().next().value); ) {
    const [item, done] = next;
    const isTold = await tell(item, done);
    if (!isTold) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    else if (untold.get(item) === done) untold.delete(item);
  }
  telling = false;
}

/** Tell of one tick, and whether anyone heard. */
async function tell(item, done) {
  const csrf = document.querySelector('meta[name="csrf"]').content;
  const body = new URLSearchParams({ item, done: done ? "yes" : "" });
  const sent = { method: "POST", body, headers: { "x-csrftoken": csrf }, redirect: "manual" };
  const answer = await fetch("/tonight/ready", sent).catch(() => null);
  return answer !== null && answer.status < 500;
}

/** Let this phone make sound: browsers allow it only from within a tap. */
async function unlock({ target }) {
  if (!target.closest?.("form[data-begins] button")) return;
  (await tones)?.unlock();
}

const tones = import("./tones.js").catch(() => null);
document.addEventListener("change", tick);
for (const box of document.querySelectorAll("form.ticks [type=checkbox]")) {
  if (box.checked !== box.defaultChecked) tick({ target: box }); // it was ticked before this script came
}
document.addEventListener("click", unlock);
