/** How many CSS pixels this screen has to a centimetre: measured with a card or a coin, estimated until then. */

import { memory } from "./memory.js";

const KEY = "backrub:px-per-cm";
const PHONE = 60; // a phone or tablet in the hand; by far most lie within a tenth of it
const DESK = 96 / 2.54; // what CSS calls a centimetre

/** Return the pixels to a centimetre, and whether they were measured. */
export function screenScale() {
  const known = memory.get(KEY);
  if (Number.isFinite(known) && known > 0) return { pxPerCm: known, isMeasured: true };
  return { pxPerCm: matchMedia("(pointer: coarse)").matches ? PHONE : DESK, isMeasured: false };
}

/** A line as long as a card's short edge, or as a coin is wide, once the slider is right. */
class ScreenScale extends HTMLElement {
  connectedCallback() {
    this.bar = this.querySelector("[data-part=bar]");
    this.slider = this.querySelector("input[type=range]");
    this.slider.value = Math.round(screenScale().pxPerCm * 10);
    this.addEventListener("input", () => this.#draw());
    this.querySelector("button").addEventListener("click", () => this.#keep());
    this.#draw();
    this.hidden = false;
  }

  get #pxPerCm() {
    return Number(this.slider.value) / 10;
  }

  #draw() {
    const mm = Number(this.querySelector("input[name=held]:checked").value);
    this.bar.style.width = `${(mm / 10) * this.#pxPerCm}px`;
    this.slider.setAttribute("aria-valuetext", `${this.#pxPerCm.toFixed(1)} pixels to a centimetre`);
  }

  #keep() {
    memory.set(KEY, this.#pxPerCm);
    this.dispatchEvent(new CustomEvent("measured", { bubbles: true }));
  }
}

customElements.define("screen-scale", ScreenScale);
