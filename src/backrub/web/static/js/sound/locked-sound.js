/** The stream for a phone that is locked: sounds as it was chosen here, under a name that gives nothing away. */

import { choices } from "./choices.js";

const AGAIN_MS = 2_000;

class LockedSound extends HTMLElement {
  connectedCallback() {
    this.player = this.querySelector("audio");
    const { hearing, character } = choices.now;
    const named = character === "own" ? "still" : character; // a file of this phone is not the server's to play
    this.player.src = `/sessions/${this.dataset.session}/sound.mp3?hearing=${hearing}&character=${named}`;
    this.player.addEventListener("playing", () => this.#tell(""));
    this.player.addEventListener("pause", () => (this.rested = true));
    this.player.addEventListener("play", () => this.rested && this.#comeBack());
    this.player.addEventListener("error", () => this.#lost());
    this.player.addEventListener("ended", () => location.assign("/tonight"));
    this.#name();
  }

  /** Tell the lock screen what plays, and take its presses. */
  #name() {
    if (!navigator.mediaSession) return;
    navigator.mediaSession.metadata = new MediaMetadata({ title: "Tonight", artist: "" });
    navigator.mediaSession.setActionHandler("pause", () => this.player.pause());
    navigator.mediaSession.setActionHandler("play", () => this.#comeBack());
  }

  #lost() {
    this.#tell("The sound is gone. It comes back by itself, or press play.");
    setTimeout(() => this.#comeBack(), AGAIN_MS);
  }

  /** Play what sounds now; what was kept of a live stream is long past. */
  #comeBack() {
    this.rested = false;
    this.player.load();
    this.player.play().catch(() => this.#tell("Press play once more."));
  }

  #tell(sentence) {
    const line = this.querySelector(".trouble");
    line.textContent = sentence;
    line.hidden = !sentence;
  }
}

customElements.define("locked-sound", LockedSound);
