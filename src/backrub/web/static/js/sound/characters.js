/**
 * The characters of the music, in the server's own figures. `pads` are tones of [ratio to 110 Hz, level] that drift;
 * `bell` is made of partials [ratio, level, seconds to a thousandth].
 */

const BOWL = { partials: [[1, 1, 5.5], [2.71, 0.22, 3], [5.15, 0.06, 1.2]], attack_s: 0.012 };
const FELT = { partials: [[1, 1, 3.2], [2, 0.3, 1.8], [3.01, 0.1, 0.9], [4.02, 0.03, 0.5]], attack_s: 0.007 };
const GLASS = { partials: [[1, 0.9, 4.5], [1.003, 0.35, 4.5], [2.32, 0.2, 2.2], [4.25, 0.06, 1]], attack_s: 0.016 };

const SILENT = {
  lead: 0,
  brightness: 0,
  pads: [],
  harmonics: [1],
  drift_s: 13,
  breath: null,
  bell: FELT,
  pulse: 0,
  room: { seconds: 1.4, level: 0.2 },
};

export const CHARACTERS = {
  still: {
    lead: 0.34,
    brightness: 0.7,
    pads: [[1, 0.9], [3 / 2, 0.7], [2, 0.5], [3, 0.28], [9 / 4, 0.25]],
    harmonics: [1, 0.35, 0.12, 0.05],
    drift_s: 23,
    breath: { low_hz: 240, high_hz: 1200, level: 0.55 },
    bell: BOWL,
    pulse: 0.5,
    room: { seconds: 2.2, level: 0.3 },
  },
  warm: {
    lead: 0.34,
    brightness: 1,
    pads: [[1, 0.7], [3 / 2, 0.6], [2, 0.6], [3, 0.35], [5 / 2, 0.5], [10 / 3, 0.4], [9 / 4, 0.4], [5 / 3, 0.4]],
    harmonics: [1, 0.5, 0.25, 0.1, 0.04],
    drift_s: 13,
    breath: { low_hz: 160, high_hz: 800, level: 0.4 },
    bell: FELT,
    pulse: 0.5,
    room: { seconds: 1.4, level: 0.24 },
  },
  tide: {
    lead: 0.32,
    brightness: 0.55,
    pads: [[3 / 4, 0.5], [1, 0.6], [3 / 2, 0.6], [9 / 4, 0.35], [3, 0.3]],
    harmonics: [1, 0.25, 0.08],
    drift_s: 17,
    breath: { low_hz: 120, high_hz: 1600, level: 1.1 },
    bell: GLASS,
    pulse: 0.5,
    room: { seconds: 2.6, level: 0.34 },
  },
  voice_only: SILENT,
  own: { ...SILENT, pulse: 0.5 },
};
