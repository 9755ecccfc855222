/** Chance that comes again: the same seed gives the same numbers (mulberry32). */

/** Return a function that gives the next number, 0 to 1. */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Return seconds of seeded noise on two channels, each sample from -1 to 1. */
export function noise(context, seconds, seed) {
  const buffer = new AudioBuffer({ numberOfChannels: 2, length: seconds * context.sampleRate, sampleRate: context.sampleRate });
  const next = chance(seed);
  for (const channel of [0, 1]) {
    const samples = buffer.getChannelData(channel);
    for (let i = 0; i < samples.length; i++) samples[i] = 2 * next() - 1;
  }
  return buffer;
}
