/**
 * The back with its path of light: pictures of the plan's steps, their own time held to the plan's, so that the light
 * is where hands should be, also after a pause or an outage. Pictures to come are fetched ahead.
 */

const DRIFT_S = 0.25;
const FADE_MS = 600;
const RINGS_MS = 6_000;
const SVG = "http://www.w3.org/2000/svg";
const KEPT = 400;

export class Back {
  #texts = new Map();
  #shown = "";
  #svg;
  #fetching = false;

  constructor(place, session) {
    this.place = place;
    this.session = session;
  }

  /** Show what belongs to a step at a second of the plan; a light that `rests` stands still. */
  show(step, at_s, { rests }) {
    const picture = step.pictures.findLast((one) => one.at_s <= at_s) ?? step.pictures[0];
    if (picture.name !== this.#shown && this.#texts.has(picture.name)) this.#put(picture.name, step.is_head);
    if (!this.#svg || picture.name !== this.#shown) return;
    const own_s = Math.max(0, at_s - picture.at_s);
    const still = rests || at_s < picture.at_s;
    if (Math.abs(this.#svg.getCurrentTime() - own_s) > DRIFT_S) this.#svg.setCurrentTime(own_s);
    if (still !== this.#svg.animationsPaused()) still ? this.#svg.pauseAnimations() : this.#svg.unpauseAnimations();
  }

  /** Fetch the pictures of these steps, the nearest first; what fails is tried again next time. */
  async fetchAhead(steps) {
    if (this.#fetching) return;
    this.#fetching = true;
    try {
      const names = new Set(steps.flatMap((step) => step.pictures.map((picture) => picture.name)));
      for (const name of names) if (!this.#texts.has(name) && !(await this.#fetch(name))) break;
    } finally {
      this.#fetching = false;
    }
  }

  /** Let three rings open once, slowly, around the light: something else is wished. */
  ring() {
    if (!this.#svg) return;
    const lights = [...this.#svg.querySelectorAll(".br-moving animateMotion")];
    const warmth = this.#svg.querySelector('circle[fill$="-light)"]');
    const around = lights.at(-1)?.parentNode ?? this.#svg;
    const [x, y] = lights.length || !warmth ? [0, 0] : [warmth.getAttribute("cx"), warmth.getAttribute("cy")];
    const rings = document.createElementNS(SVG, "g");
    rings.setAttribute("transform", `translate(${x} ${y})`);
    for (const radius of [44, 70, 100]) rings.append(circle(radius));
    around.append(rings);
    setTimeout(() => rings.remove(), RINGS_MS);
  }

  async #fetch(name) {
    try {
      const answer = await fetch(`/sessions/${this.session}/pictures/${name}.svg`);
      if (!answer.ok) return false;
      this.#texts.set(name, await answer.text());
      if (this.#texts.size > KEPT) this.#texts.delete(this.#texts.keys().next().value);
      return true;
    } catch (lost) {
      if (!(lost instanceof TypeError)) throw lost;
      return false;
    }
  }

  #put(name, isHead) {
    const drawn = new DOMParser().parseFromString(this.#texts.get(name), "image/svg+xml").documentElement;
    const svg = document.importNode(drawn, true);
    svg.classList.add("arriving");
    svg.classList.toggle("head", isHead);
    svg.setAttribute("preserveAspectRatio", isHead ? "xMidYMin meet" : "xMidYMax meet");
    for (const old of this.place.querySelectorAll("svg.leaving")) old.remove();
    const old = this.#svg;
    old?.classList.add("leaving");
    this.place.append(svg);
    setTimeout(() => old?.remove(), FADE_MS);
    this.#svg = svg;
    this.#shown = name;
  }
}

function circle(radius) {
  const ring = document.createElementNS(SVG, "circle");
  ring.setAttribute("r", radius);
  ring.setAttribute("class", "ring");
  return ring;
}
