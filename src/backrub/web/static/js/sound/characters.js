/**
 * The characters of the music, as figures. `lead` are the strengths of its harmonics; pads choose among `notes`,
 * semitones above 110 Hz; `cycle_s` is one breath; `bell` are [multiple of the note, strength, seconds it rings].
 */

const SOFT_BELL = [[1, 1, 3.2], [2.01, 0.3, 1.8], [3.98, 0.08, 0.8]];
const ROUND_BELL = [[1, 1, 2.6], [2, 0.18, 1.2]];

const SILENT = { lead: [0], leadLevel: 0, pads: 0, notes: [0], padWave: "sine", breath: 0, cycle_s: 4.8, breathHertz: 500 };

export const CHARACTERS = {
  still: {
    lead: [1, 0.12, 0.04],
    leadLevel: 0.3,
    pads: 0.05,
    notes: [0, 7, 12, 19],
    padWave: "sine",
    breath: 0.004,
    cycle_s: 4.8,
    breathHertz: 420,
    bell: ROUND_BELL,
    room: 0.25,
  },
  warm: {
    lead: [1, 0.34, 0.16, 0.06],
    leadLevel: 0.26,
    pads: 0.08,
    notes: [0, 4, 7, 9, 12, 16, 19],
    padWave: "triangle",
    breath: 0.006,
    cycle_s: 4.8,
    breathHertz: 520,
    bell: SOFT_BELL,
    room: 0.3,
  },
  tide: {
    lead: [1, 0.22, 0.05],
    leadLevel: 0.24,
    pads: 0.05,
    notes: [0, 2, 7, 12, 14, 19],
    padWave: "sine",
    breath: 0.03,
    cycle_s: 9.6,
    breathHertz: 380,
    bell: SOFT_BELL,
    room: 0.4,
  },
  voice_only: { ...SILENT, bell: SOFT_BELL, room: 0.2 },
  own: { ...SILENT, bell: SOFT_BELL, room: 0.2 },
};
