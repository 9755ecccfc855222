/**
 * Waiting pages: when the evening goes on, so does this phone. Without this script the page asks again by itself.
 */

import { TonightStream } from "./tonight-stream.js";

const since = document.querySelector("[data-since]")?.dataset.since ?? "";
const stream = "EventSource" in window ? new TonightStream({ since: () => since, changed: goOn }) : null;

/** Go to where the evening is now, unless a form of this page is about to lead there. */
function goOn() {
  if (document.querySelector("[aria-busy='true']")) return;
  stream.close();
  location.replace("/tonight");
}
