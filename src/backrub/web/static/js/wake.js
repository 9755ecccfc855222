/** Keep the screen on while a session runs, where the browser can, and tell whether it does. */

let lock;

/** Ask for the screen to stay on; browsers take it back whenever the page is hidden, so ask again then. */
export async function keepAwake(told) {
  if (!navigator.wakeLock) {
    told(false);
    return;
  }
  await hold(told);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && hold(told));
}

async function hold(told) {
  try {
    lock = await navigator.wakeLock.request("screen");
    lock.addEventListener("release", () => told(false));
    told(true);
  } catch (refused) {
    if (!(refused instanceof DOMException)) throw refused;
    told(false); // a low battery, or a page that is not looked at
  }
}
