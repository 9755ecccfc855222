/** The choices of sound, wherever a page shows them: each is kept on this device and heard at once. */

import { choices } from "./choices.js";
import { keepFile, keptFile } from "./own-music.js";

class SoundChoices extends HTMLElement {
  connectedCallback() {
    this.told = JSON.parse(this.dataset.words);
    this.show();
    this.addEventListener("input", ({ target }) => this.#chosen(target));
    this.hidden = false;
  }

  /** Show what is chosen. */
  show() {
    for (const [name, value] of Object.entries(choices.now)) {
      for (const control of this.querySelectorAll(`[name="sound-${name}"]`)) {
        if (control.type === "radio") control.checked = control.value === value;
        else control.value = value;
      }
    }
    this.#showOwn();
  }

  #chosen(control) {
    if (control.type === "file") this.#keep(control.files[0]);
    else if (control.type === "range") choices.choose({ [control.name.slice(6)]: control.valueAsNumber });
    else choices.choose({ [control.name.slice(6)]: control.value });
    this.#showOwn();
  }

  async #keep(file) {
    if (!file) return;
    const refused = await keepFile(file).then(() => "", () => this.told.not_kept);
    this.#tell(refused || this.told.kept);
    choices.choose({ character: "own", own: Date.now() });
  }

  /** Show the way to choose a file only where it is wanted. */
  async #showOwn() {
    const own = this.querySelector("[data-part='own']");
    if (!own) return;
    own.hidden = choices.now.character !== "own";
    if (!own.hidden) this.#tell((await keptFile()) ? this.told.kept : "");
  }

  #tell(sentence) {
    const line = this.querySelector("[data-part='kept']");
    if (line.textContent !== sentence) line.textContent = sentence;
  }
}

customElements.define("sound-choices", SoundChoices);
