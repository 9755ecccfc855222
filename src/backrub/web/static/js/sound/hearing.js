/** How much is heard of what is said: a voice, chimes only, or silence between. */

const PLACE = 2;

/** Return the breakpoints as someone who chose so hears them; with chimes a bell stands for what matters most. */
export function heard(known, hearing) {
  if (hearing === "voice") return known;
  if (hearing === "silent") return { ...known, bells: [], pulses: [], spoken: [] };
  const words = known.spoken
    .filter((cue) => cue.priority < PLACE || cue.key === "step.next")
    .map((cue) => ({ at_s: cue.at_s, kind: "word", pitch_class: 0 }));
  const bells = [...known.bells, ...words].sort((a, b) => a.at_s - b.at_s);
  return { ...known, bells, spoken: [] };
}
