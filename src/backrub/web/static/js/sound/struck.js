/** What is struck once and dies away: bells at changes, and the pulses that tell left from right on one speaker. */

const LOWEST_HERTZ = 220;
const STRUCK_S = 0.012;
const LOUDNESS = { place: 0.11, turn: 0.05, end: 0.12, stop: 0.12, word: 0.07 };
const OCTAVES = { word: 2, stop: 0 }; // the others ring one octave above the lead's lowest
const PULSE_HERTZ = 660; // low enough to be soft, high enough for the speaker of a phone
const PULSE_LOUDNESS = 0.05;
const PULSES_APART_S = 0.28;
const PULSE_SIDE = 0.6;

/** Ring a bell at a moment of the context; `partials` are those of the character. Return what silences it. */
export function ring(context, out, bell, partials, at_s) {
  const hertz = LOWEST_HERTZ * 2 ** ((OCTAVES[bell.kind] ?? 1) + bell.pitch_class / 12);
  const notes = partials.map(([multiple, strength, lasts_s]) =>
    note(context, out, { hertz: hertz * multiple, loud: LOUDNESS[bell.kind] * strength, at_s, lasts_s }),
  );
  return () => notes.forEach((silence) => silence());
}

/** Beat once for the receiver's left and twice for the right, each on its side. Return what silences it. */
export function beat(context, out, count, at_s) {
  const aside = new StereoPannerNode(context, { pan: count === 1 ? -PULSE_SIDE : PULSE_SIDE });
  aside.connect(out);
  const notes = Array.from({ length: count }, (_, i) =>
    note(context, aside, { hertz: PULSE_HERTZ, loud: PULSE_LOUDNESS, at_s: at_s + i * PULSES_APART_S, lasts_s: 0.22 }),
  );
  return () => notes.forEach((silence) => silence());
}

function note(context, out, { hertz, loud, at_s, lasts_s }) {
  const voice = new OscillatorNode(context, { frequency: hertz });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, at_s);
  gain.gain.linearRampToValueAtTime(loud, at_s + STRUCK_S);
  gain.gain.exponentialRampToValueAtTime(loud / 1000, at_s + lasts_s);
  voice.connect(gain).connect(out);
  voice.start(at_s);
  voice.stop(at_s + lasts_s);
  return () => silence(context, gain, voice, at_s);
}

/** End a note: one that sounds dies away quickly, one to come never begins. */
function silence(context, gain, voice, at_s) {
  const now_s = context.currentTime;
  if (now_s < at_s) return gain.disconnect();
  gain.gain.cancelScheduledValues(now_s);
  gain.gain.setTargetAtTime(0, now_s, 0.05);
  voice.stop(now_s + 0.4);
}
