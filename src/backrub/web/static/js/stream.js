/**
 * The stream of a session: reopened whenever it may be dead. Browsers do not notice a link that died in silence, so
 * the server's ping is awaited; phones that wake from sleep hold dead streams, so waking opens a new one.
 */

const QUIET_MS = 12_000;
const HELLO_WITHIN_MS = 3_000; // browsers reuse connections; after a silent loss several may be dead
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 2_000;

export class LiveStream {
  #source;
  #watchdog;
  #timer;
  #wait_ms = FIRST_WAIT_MS;
  #over = false;

  /**
   * `latest()` gives the seq the page has; `hear(kind, body)` takes hello, message, ping and gone;
   * `connected(is)` hears when the link comes and goes. A page that `staysHidden` listens while nobody looks.
   */
  constructor(session, { latest, hear, connected, staysHidden = false }) {
    Object.assign(this, { session, latest, hear, connected, staysHidden });
    document.addEventListener("visibilitychange", () => this.#looked());
    addEventListener("pageshow", (event) => event.persisted && this.open());
    addEventListener("pagehide", () => this.#close());
    addEventListener("online", () => this.open());
    this.open();
  }

  /** Open a new stream in the place of any other. */
  open() {
    if (this.#over) return;
    this.#close();
    const source = new EventSource(`/sessions/${this.session}/stream?after=${this.latest()}`);
    this.#source = source;
    for (const kind of ["hello", "message", "ping", "gone"]) {
      source.addEventListener(kind, (event) => this.#heard(kind, JSON.parse(event.data)));
    }
    source.addEventListener("error", () => this.#lost());
    this.#watch(HELLO_WITHIN_MS);
  }

  /** Listen no more. */
  end() {
    this.#over = true;
    this.#close();
  }

  #heard(kind, body) {
    this.#wait_ms = FIRST_WAIT_MS;
    this.#watch();
    if (kind === "hello") this.connected(true);
    this.hear(kind, body);
  }

  #watch(most_ms = QUIET_MS) {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#lost(), most_ms);
  }

  #lost() {
    this.#close();
    this.connected(false);
    this.#timer = setTimeout(() => this.open(), this.#wait_ms);
    this.#wait_ms = Math.min(2 * this.#wait_ms, LONGEST_WAIT_MS);
  }

  #looked() {
    if (document.visibilityState === "visible") this.open();
    else if (!this.staysHidden) this.#close();
  }

  #close() {
    clearTimeout(this.#watchdog);
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = undefined;
  }
}
