/** The drawn path of slow hands: where its points lie on the screen, and the light that goes there and back. */

const STEPS = 240;
const TAIL = 0.16;

export class LightPath {
  constructor(svg) {
    this.svg = svg;
    this.line = svg.querySelector("[data-part=line]");
    this.haze = svg.querySelector("[data-part=haze]");
    this.tail = svg.querySelector("[data-part=tail]");
    this.light = svg.querySelector("[data-part=light]");
    this.ring = svg.querySelector("[data-part=ring]");
    this.length = this.line.getTotalLength();
    this.at = 0; // how far along the light is, 0 to 2: there and back
  }

  /** Return the path's length on the screen, in CSS pixels. */
  get px() {
    return this.length * this.svg.getScreenCTM().a;
  }

  /** Let the light go on by so many pixels, turning at the ends. */
  walk(px) {
    this.at = (this.at + px / this.px) % 2;
    const share = foot(this.at);
    const { x, y } = this.line.getPointAtLength(share * this.length);
    this.light.setAttribute("transform", `translate(${x} ${y})`);
    const tail = Math.min(TAIL, this.at < 1 ? share : 1 - share) * this.length;
    const from = this.at < 1 ? share * this.length - tail : share * this.length;
    this.tail.setAttribute("stroke-dasharray", `${tail} ${2 * this.length}`);
    this.tail.setAttribute("stroke-dashoffset", -from);
  }

  /** Put the light beside a point of the screen, going on in the same direction. */
  jump(x, y) {
    const point = this.#inside(x, y);
    const shares = Array.from({ length: STEPS + 1 }, (_, index) => index / STEPS);
    const far = (share) => {
      const on = this.line.getPointAtLength(share * this.length);
      return Math.hypot(on.x - point.x, on.y - point.y);
    };
    const nearest = shares.reduce((best, share) => (far(share) < far(best) ? share : best));
    this.at = this.at < 1 ? nearest : 2 - nearest;
  }

  /** Return where on the screen a place of the way there and back lies, in CSS pixels. */
  place(at) {
    const on = this.line.getPointAtLength(foot(at) * this.length);
    return on.matrixTransform(this.svg.getScreenCTM());
  }

  /** Return whether a point of the screen lies on the path, a hand wide. */
  holds(x, y) {
    return this.haze.isPointInStroke(this.#inside(x, y));
  }

  /** Draw the hand's ring at a point of the screen. */
  follow(x, y) {
    const point = this.#inside(x, y);
    this.ring.setAttribute("transform", `translate(${point.x} ${point.y})`);
    this.ring.removeAttribute("hidden");
  }

  /** Take the ring away. */
  lift() {
    this.ring.setAttribute("hidden", "");
  }

  #inside(x, y) {
    return new DOMPoint(x, y).matrixTransform(this.svg.getScreenCTM().inverse());
  }
}

/** Return how far along the path a place of the way there and back is, 0 to 1. */
function foot(at) {
  return at % 2 < 1 ? at % 2 : 2 - (at % 2);
}
