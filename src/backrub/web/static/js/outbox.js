/**
 * Presses on their way: kept through an outage and a reload, sent one at a time and in order, each with a key of its
 * own so that one that arrived twice counts once. What makes hands rest goes first.
 */

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 2_000;
const ANSWER_WITHIN_MS = 4_000;
const AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);
const URGENT = new Set(["stop", "pause"]);

/** Return a key nobody else has; randomUUID is missing on plain http. */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Outbox {
  #session;
  #memory;
  #wait_ms = FIRST_WAIT_MS;
  #timer;
  #sending;

  /** `answered(item, answer)` hears of every press that was taken, `refused(item)` of those that did not fit. */
  constructor(session, memory, { answered, refused }) {
    this.#session = session;
    this.#memory = memory;
    this.answered = answered;
    this.refused = refused;
    addEventListener("online", () => this.hurry());
    this.hurry();
  }

  /** Return the presses that wait, the next first. */
  get waiting() {
    return this.#memory.get(`backrub:outbox:${this.#session}`) ?? [];
  }

  /** Take a press on its way and return its key. */
  add(press, value) {
    const item = { key: newKey(), press, pressed_ms: Date.now(), ...(value === undefined ? {} : { value }) };
    if (URGENT.has(press)) {
      this.#keep([item, ...this.waiting]);
      this.#sending?.abort(); // its key makes sending it again harmless
    } else this.#keep([...this.waiting, item]);
    this.hurry();
    return item.key;
  }

  /** Try now: something was pressed, or the connection is back. */
  hurry() {
    clearTimeout(this.#timer);
    this.#wait_ms = FIRST_WAIT_MS;
    if (!this.#sending) this.#sendNext();
  }

  async #sendNext() {
    const [item] = this.waiting;
    if (!item) return;
    this.#sending = new AbortController();
    const patience = setTimeout(() => this.#sending.abort(), ANSWER_WITHIN_MS);
    const answer = await this.#post(item, this.#sending.signal);
    clearTimeout(patience);
    this.#sending = undefined;
    if (answer) this.#settle(item, answer);
    else if (this.waiting[0]?.key !== item.key) this.#sendNext(); // given up for something urgent, which goes at once
    else this.#later();
  }

  /** Return the answer to a press, null when there was none. */
  async #post(item, signal) {
    try {
      const answer = await fetch(`/sessions/${this.#session}/presses`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-csrftoken": csrf() },
        body: JSON.stringify({ ...item, sent_ms: Date.now() }),
        signal,
      });
      if (AGAIN.has(answer.status)) return null;
      return { ok: answer.ok, body: await answer.json() };
    } catch (lost) {
      if (lost instanceof TypeError || lost.name === "AbortError" || lost instanceof SyntaxError) return null;
      throw lost;
    }
  }

  #settle(item, answer) {
    this.#keep(this.waiting.filter((other) => other.key !== item.key));
    this.#wait_ms = FIRST_WAIT_MS;
    if (answer.ok) this.answered(item, answer.body);
    else this.refused(item);
    this.#sendNext();
  }

  #later() {
    if (!this.waiting.length) return;
    this.#timer = setTimeout(() => this.#sendNext(), this.#wait_ms);
    this.#wait_ms = Math.min(2 * this.#wait_ms, LONGEST_WAIT_MS);
  }

  #keep(items) {
    this.#memory.set(`backrub:outbox:${this.#session}`, items);
  }
}

function csrf() {
  return document.querySelector('meta[name="csrf"]')?.content ?? "";
}
