/** Where the plan is at a moment: the step under way, what is said now, and how long is to go. */

const CUE_S = 12;
const LINE_MS = 8_000; // a wish stays in sight, whatever the plan says meanwhile

/** Return the index of the step at a second of the plan. */
export function stepAt(plan, at_s) {
  const index = plan.steps.findLastIndex((step) => step.start_s <= at_s);
  return Math.max(0, index);
}

/** Return the latest line said in a step, null when it was said long ago. */
export function cueAt(step, at_s) {
  const cue = step.cues.findLast((one) => one.at_s <= at_s);
  return cue && at_s - cue.at_s < CUE_S ? cue : null;
}

/** Return what was relayed unless it is old. */
export function freshLine(now, clock_ms) {
  return now.line && clock_ms - now.line.at_ms < LINE_MS ? now.line : null;
}

/** Return whether pressure has just grown, so that "there" means something. */
export function isRising(plan, index, at_s) {
  const step = plan.steps[index];
  return step.rises && at_s < step.start_s + Math.max(30, step.move_s);
}

/** Return the time to go, in minutes or at last in seconds. */
export function toGo(plan, at_s) {
  const left = Math.max(0, plan.seconds - Math.floor(Math.max(0, at_s)));
  return left > 60 ? { minutes: Math.ceil(left / 60) } : { seconds: left };
}

/** Return the places of the plan in order, each once in a row, with the index of its first and last step. */
export function places(plan) {
  const found = [];
  for (const [index, step] of plan.steps.entries()) {
    const last = found.at(-1);
    if (last?.label === step.label) last.last = index;
    else found.push({ label: step.label, first: index, last: index });
  }
  return found;
}
