/**
 * Short, quiet tones, one for each word, so that nobody has to look; and a touch of vibration where there is any.
 * A browser lets a page sound only after it was touched once: call `unlock` from a tap.
 */

const VOLUME = 0.16;
const NOTES = {
  // [hertz, begins after seconds, lasts seconds]
  softer: [[440, 0, 0.18], [330, 0.14, 0.3]],
  firmer: [[330, 0, 0.18], [440, 0.14, 0.3]],
  slower: [[294, 0, 0.7]],
  stay: [[392, 0, 0.16], [392, 0.2, 0.16]],
  lovely: [[392, 0, 0.5], [494, 0.09, 0.5], [587, 0.18, 0.6]],
  move_on: [[392, 0, 0.12], [523, 0.12, 0.24]],
  when: [[494, 0, 0.4]],
  just_right: [[392, 0, 0.3], [494, 0.12, 0.4]],
  stop: [[220, 0, 0.22], [165, 0.2, 0.5]],
  pause: [[294, 0, 0.3], [220, 0.16, 0.4]],
  resume: [[220, 0, 0.2], [294, 0.16, 0.4]],
  wish: [[523, 0, 0.5], [392, 0.28, 0.8]],
  praise: [[523, 0, 0.4], [659, 0.16, 0.7]],
  question: [[440, 0, 0.3], [494, 0.24, 0.5]],
  step: [[349, 0, 0.5]],
  end: [[392, 0, 0.7], [330, 0.35, 0.8], [262, 0.7, 1.4]],
};
const SHAKES = { stop: [90, 60, 90, 60, 200], lovely: [30, 50, 30], question: [60, 80, 60] };
const SHAKE = 35;

let context;

/** Let this page sound from now on; call it from a tap. */
export function unlock() {
  const Context = globalThis.AudioContext ?? globalThis.webkitAudioContext;
  if (!Context) return;
  context ??= new Context();
  if (navigator.audioSession) navigator.audioSession.type = "playback"; // an iPhone's mute switch is for calls
  if (context.state !== "running") context.resume().catch(() => undefined); // it stays silent until the next tap
}

/** Return what this page sounds through, undefined before it was unlocked. */
export function audio() {
  return context;
}

/** Tell whether tones can be heard now. */
export function sounds() {
  return context?.state === "running";
}

/** Sound a word. */
export function tone(name) {
  if (!sounds()) return;
  for (const [hertz, after_s, lasts_s] of NOTES[name] ?? []) note(hertz, context.currentTime + after_s, lasts_s);
}

/** Shake a word, where the phone can. */
export function shake(name) {
  navigator.vibrate?.(SHAKES[name] ?? SHAKE);
}

/** Play one soft note, in without a click and out slowly. */
function note(hertz, at_s, lasts_s) {
  const voice = new OscillatorNode(context, { type: "sine", frequency: hertz });
  const loud = new GainNode(context, { gain: 0 });
  loud.gain.setValueAtTime(0, at_s);
  loud.gain.linearRampToValueAtTime(VOLUME, at_s + 0.02);
  loud.gain.exponentialRampToValueAtTime(0.0001, at_s + lasts_s);
  voice.connect(loud).connect(context.destination);
  voice.start(at_s);
  voice.stop(at_s + lasts_s);
}
