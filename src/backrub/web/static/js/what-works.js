// What this browser can do now, told in the rows of the page.

/** Measure each ability without asking anyone for permission. */
const abilities = {
  live: () => "EventSource" in window,
  awake: () => "wakeLock" in navigator,
  offline: () => window.isSecureContext && "serviceWorker" in navigator,
  sound: () => "AudioContext" in window || "webkitAudioContext" in window,
  touch: () => typeof navigator.vibrate === "function" && navigator.maxTouchPoints > 0,
};

/** Rows of abilities: each shows the sentence that is true here. */
class WhatWorks extends HTMLElement {
  connectedCallback() {
    for (const row of this.querySelectorAll("[data-work]")) {
      const works = abilities[row.dataset.work]();
      row.classList.toggle("works-here", works);
      row.querySelector(works ? "[data-present]" : "[data-absent]").hidden = false;
    }
  }
}

customElements.define("what-works", WhatWorks);
