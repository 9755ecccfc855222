/**
 * Speech by the voices of this device. Only voices that live on it: others would send the words to somebody's
 * server. A line that cannot be spoken says so, so that a bell takes its place.
 */

const BEGINS_WITHIN_MS = 1_500;
const ENDS_WITHIN_MS = 12_000;
const RATE = 0.92;
const MOST_FAILURES = 2; // an engine that fails twice in a row would fail all evening
const NATURAL = /natural|neural|enhanced|premium|siri/i;

/** Return the best voice for a language, undefined if there is none. */
export function bestVoice(voices, language = "en") {
  const here = voices.filter((voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === language);
  const rank = (voice) => (NATURAL.test(voice.name) ? 0 : 2) + (voice.default ? 0 : 1);
  return here.sort((a, b) => rank(a) - rank(b))[0];
}

export class Speech {
  #hush;
  #voice;
  #failures = 0;

  constructor(engine = globalThis.speechSynthesis) {
    this.engine = engine;
  }

  /** Return whether lines can be spoken now. */
  get speaks() {
    return this.#failures < MOST_FAILURES && Boolean(this.#bestVoice());
  }

  /** Say a line, in the place of any other; tells at its end whether it was "said", "hushed" or "failed". */
  async say(text, volume) {
    this.hush();
    if (!this.speaks) return "failed";
    const outcome = await new Promise((resolve) => this.#speak(text, volume, resolve));
    if (outcome !== "hushed") this.#failures = outcome === "said" ? 0 : this.#failures + 1;
    return outcome;
  }

  /** Fall silent at once. */
  hush() {
    this.#hush?.();
  }

  /** Return the voice that speaks; browsers may learn of theirs some time after the page began. */
  #bestVoice() {
    return (this.#voice ??= this.engine && bestVoice(this.engine.getVoices(), document.documentElement.lang));
  }

  #speak(text, volume, resolve) {
    const voice = this.#bestVoice();
    const line = Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang, rate: RATE, volume });
    let patience;
    const end = (outcome) => {
      clearTimeout(patience);
      if (this.#hush === hush) this.#hush = undefined;
      resolve(outcome);
    };
    const endAll = (outcome) => {
      end(outcome);
      this.engine.cancel();
    };
    const hush = () => endAll("hushed");
    const wait = (most_ms) => {
      clearTimeout(patience);
      patience = setTimeout(endAll, most_ms, "failed");
    };
    line.onstart = () => wait(ENDS_WITHIN_MS);
    line.onend = () => end("said");
    line.onerror = ({ error }) => end(error === "interrupted" || error === "canceled" ? "hushed" : "failed");
    this.#hush = hush;
    wait(BEGINS_WITHIN_MS);
    this.engine.speak(line);
  }
}
