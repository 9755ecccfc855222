/** What is struck once and dies away: bells at changes, and the pulses that tell left from right on one speaker. */

const LOWEST_HERTZ = 440;
const LEVEL = 0.17;
const BLOWS = {
  // [after seconds, how high, how loud]
  place: [[0, 1, 1]],
  turn: [[0, 1, 0.5]],
  end: [[0, 1, 0.8], [0.5, 0.75, 0.8], [1.1, 0.5, 1]],
  stop: [[0, 0.5, 1.4]],
  word: [[0, 1, 0.6], [0.28, 1.5, 0.6]],
};
const BEAT_HERTZ = 660; // low enough to be soft, high enough for the speaker of a phone
const BEATS = { 1: [[0, 1, 1]], 2: [[0, 1.335, 1], [0.3, 1.335, 1]] };
const BEAT = { partials: [[1, 1, 0.5], [2, 0.35, 0.25], [3, 0.12, 0.15]], attack_s: 0.008 };
const BEAT_SIDE = 0.65;

/** Ring a bell at a moment of the context. Return what silences it. */
export function ring(context, out, bell, timbre, at_s) {
  return struck(context, out, timbre, { blows: BLOWS[bell.kind], hertz: LOWEST_HERTZ * 2 ** (bell.pitch_class / 12), level: LEVEL, at_s });
}

/** Beat once for the receiver's left and twice for the right, each on its side. Return what silences it. */
export function beat(context, out, { count, level, at_s }) {
  const aside = new StereoPannerNode(context, { pan: count === 1 ? -BEAT_SIDE : BEAT_SIDE });
  aside.connect(out);
  return struck(context, aside, BEAT, { blows: BEATS[count], hertz: BEAT_HERTZ, level: LEVEL * level, at_s });
}

function struck(context, out, { partials, attack_s }, { blows, hertz, level, at_s }) {
  const notes = blows.flatMap(([after_s, high, loud]) =>
    partials.map(([ratio, share, falls_s]) =>
      note(context, out, { hertz: hertz * high * ratio, level: level * loud * share, at_s: at_s + after_s, attack_s, falls_s }),
    ),
  );
  return () => notes.forEach((silence) => silence());
}

function note(context, out, { hertz, level, at_s, attack_s, falls_s }) {
  const voice = new OscillatorNode(context, { frequency: hertz });
  const loud = new GainNode(context, { gain: 0 });
  loud.gain.setValueAtTime(0, at_s);
  loud.gain.linearRampToValueAtTime(level, at_s + attack_s);
  loud.gain.exponentialRampToValueAtTime(level / 1000, at_s + falls_s);
  loud.gain.linearRampToValueAtTime(0, at_s + falls_s + attack_s);
  voice.connect(loud).connect(out);
  voice.start(at_s);
  voice.stop(at_s + falls_s + attack_s);
  return () => silence(context, loud, voice, at_s);
}

/** End a note: one that sounds dies away quickly, one to come never begins. */
function silence(context, loud, voice, at_s) {
  const now_s = context.currentTime;
  if (now_s < at_s) return loud.disconnect();
  loud.gain.cancelScheduledValues(now_s);
  loud.gain.setTargetAtTime(0, now_s, 0.05);
  voice.stop(now_s + 0.4);
}
