/** A ribbon of the last seconds: how fast the hand was, over the band where it should be. */

const KEPT = 90;
const TOP = 2; // the ribbon reaches to so many times the quickest of the range

export class SpeedRibbon {
  #speeds = [];

  constructor(svg, least, most) {
    Object.assign(this, { least, most });
    this.line = svg.querySelector("polyline");
    this.dot = svg.querySelector("circle");
    const band = svg.querySelector("rect");
    band.setAttribute("y", this.#height(most));
    band.setAttribute("height", this.#height(least) - this.#height(most));
  }

  /** Add a speed, undefined for none. */
  add(speed) {
    if (speed === undefined) return;
    this.#speeds = [...this.#speeds, speed].slice(-KEPT);
    const from = KEPT - this.#speeds.length;
    const points = this.#speeds.map((one, index) => `${((from + index) * 300) / (KEPT - 1)},${this.#height(one)}`);
    this.line.setAttribute("points", points.join(" "));
    this.dot.setAttribute("cy", this.#height(speed));
    this.dot.removeAttribute("hidden");
  }

  #height(speed) {
    return 60 - 56 * Math.min(1, speed / (TOP * this.most));
  }
}
