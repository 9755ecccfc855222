/** The stream for a phone that is locked: sounds as it was chosen here, under a name that gives nothing away. */

import { choices } from "./choices.js";

class LockedSound extends HTMLElement {
  connectedCallback() {
    this.player = this.querySelector("audio");
    const { hearing, character } = choices.now;
    const named = character === "own" ? "still" : character; // a file of this phone is not the server's to play
    this.player.src = `/sessions/${this.dataset.session}/sound.mp3?hearing=${hearing}&character=${named}`;
    this.player.addEventListener("playing", () => this.#tell(""));
    this.player.addEventListener("error", () => this.#tell("The sound is gone. Press play to come back to it."));
    this.#name();
  }

  /** Tell the lock screen what plays; pause lets the sound rest, play comes back to where the evening is. */
  #name() {
    if (!navigator.mediaSession) return;
    navigator.mediaSession.metadata = new MediaMetadata({ title: "Tonight", artist: "" });
    navigator.mediaSession.setActionHandler("pause", () => this.player.pause());
    navigator.mediaSession.setActionHandler("play", () => this.#comeBack());
  }

  #comeBack() {
    this.player.load(); // what was kept of a live stream is long past
    this.player.play().catch(() => this.#tell("Press play once more."));
  }

  #tell(sentence) {
    const line = this.querySelector(".trouble");
    line.textContent = sentence;
    line.hidden = !sentence;
  }
}

customElements.define("locked-sound", LockedSound);
