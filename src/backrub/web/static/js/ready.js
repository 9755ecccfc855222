/**
 * Making ready: a tick goes to the other phone at once, and the tap that begins also lets this phone make sound.
 */

/** Send one tick; where the link is gone the page is put right when it is back. */
async function tick({ target }) {
  const form = target.closest("form.ticks");
  if (!form || target.type !== "checkbox") return;
  const csrf = document.querySelector('meta[name="csrf"]').content;
  const body = new URLSearchParams({ item: target.value, done: target.checked ? "yes" : "" });
  const sent = { method: "POST", body, headers: { "x-csrftoken": csrf }, redirect: "manual" };
  await fetch(form.action, sent).catch(() => null);
}

/** Let this phone make sound: browsers allow it only from within a tap. */
async function unlock({ target }) {
  if (!target.closest?.("form[data-begins] button")) return;
  const tones = await ready;
  tones?.unlock();
}

const ready = import("./tones.js").catch(() => null);
document.addEventListener("change", tick);
document.addEventListener("click", unlock);
