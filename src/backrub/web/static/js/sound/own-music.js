/**
 * Your own music: a file of this device, played by this page under the voice. It is kept in the browser's own store
 * until another is chosen, and never sent anywhere.
 */

const STORE = "own-music";
const FADE_S = 1.5;

let chosen; // this page knows it even where the browser keeps nothing

/** Keep a file in the place of any other. Throws a DOMException where the browser keeps nothing. */
export async function keepFile(file) {
  chosen = file;
  await asked("readwrite", (store) => store.put(file, "file"));
}

/** Return the file that is kept, undefined if none. */
export async function keptFile() {
  return chosen ?? asked("readonly", (store) => store.get("file")).catch(() => undefined);
}

/** Do one thing with the store. */
function asked(mode, ask) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("backrub", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(STORE, mode);
      const request = ask(transaction.objectStore(STORE));
      transaction.oncomplete = () => {
        opening.result.close();
        resolve(request.result);
      };
      transaction.onabort = () => reject(transaction.error);
    };
  });
}

export class OwnMusic {
  /** Play a file into a node, from its beginning, over and over; `failed()` hears if it cannot be played. */
  constructor(context, file, out, failed) {
    this.context = context;
    this.player = new Audio(URL.createObjectURL(file));
    this.player.loop = true;
    this.player.addEventListener("error", failed, { once: true });
    this.loud = new GainNode(context, { gain: 0 });
    context.createMediaElementSource(this.player).connect(this.loud).connect(out);
  }

  /** Play on, or fade and wait. */
  play(is) {
    if (is === this.plays) return;
    this.plays = is;
    this.loud.gain.setTargetAtTime(is ? 1 : 0, this.context.currentTime, FADE_S / 4);
    if (is) this.player.play().catch(() => (this.plays = false)); // until the page is touched
    else setTimeout(() => this.plays || this.player.pause(), FADE_S * 1000);
  }

  /** Let go of the file. */
  end() {
    this.player.pause();
    URL.revokeObjectURL(this.player.src);
    this.loud.disconnect();
  }
}
