/**
 * The stream of tonight: hints without content that the evening has changed. Browsers do not notice a link that died
 * in silence, so the server's ping is awaited; phones that wake from sleep hold dead streams, so waking looks anew.
 */

const SILENT_FOR_MS = 12_000; // the server speaks every 5 s; a link that says nothing for longer is gone
const LOOK_AGAIN_MS = 2_000;

export class TonightStream {
  #source = null;
  #heard = 0;

  /**
   * `since()` gives what the page shows, `changed()` hears of anything newer; `woken()` is called when the stream may
   * be dead, and listens anew unless told otherwise.
   */
  constructor({ since, changed, woken = () => this.listen() }) {
    Object.assign(this, { since, changed });
    const look = () => document.visibilityState === "visible" && woken();
    document.addEventListener("visibilitychange", look);
    addEventListener("online", look);
    addEventListener("pageshow", (event) => event.persisted && changed());
    addEventListener("pagehide", () => this.close());
    setInterval(() => Date.now() - this.#heard > SILENT_FOR_MS && look(), LOOK_AGAIN_MS);
    this.listen();
  }

  /** Listen, in the place of any earlier stream; what changed since the page was made is told at once. */
  listen() {
    this.close();
    this.#heard = Date.now();
    this.#source = new EventSource(`/tonight/stream?since=${encodeURIComponent(this.since())}`);
    for (const name of ["hello", "ping", "changed"]) {
      this.#source.addEventListener(name, () => (this.#heard = Date.now()));
    }
    this.#source.addEventListener("changed", this.changed);
  }

  /** Listen no more. */
  close() {
    this.#source?.close();
  }
}
