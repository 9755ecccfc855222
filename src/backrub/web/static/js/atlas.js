/**
 * <back-atlas>: tapping a muscle lights it at once and tells of it; every link also works as a page of its own.
 * Without a connection any muscle's address gives the page that was kept, and this shows the muscle it names.
 */

import { keepForLater } from "./offline.js";

const HERE = "/learn/back";

class BackAtlas extends HTMLElement {
  connectedCallback() {
    this.plate = this.querySelector(".plate");
    document.addEventListener("click", (event) => this.tapped(event));
    addEventListener("popstate", () => this.follow());
    this.follow();
    keepForLater("/learn/back", "/learn/back/quiz");
  }

  /** Show what the address names. */
  follow() {
    const [, , , muscle] = location.pathname.split("/");
    this.light(muscle && document.getElementById(`about-${muscle}`) ? muscle : "");
    const layer = new URLSearchParams(location.search).get("layer");
    if (layer) this.show(layer);
  }

  tapped(event) {
    const link = event.target.closest?.("a[data-muscle], .layers a");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const { muscle, layer } = link.dataset;
    if (layer) return this.show(layer);
    history.pushState(null, "", `${HERE}/${muscle}`);
    this.light(muscle);
    if (!this.plate.contains(link)) this.scrollIntoView({ block: "start" });
  }

  /** Light one muscle, with the zones near it, and tell of it; empty for none. */
  light(muscle) {
    for (const one of this.querySelectorAll(".muscle")) {
      one.classList.toggle("lit", one.dataset.muscle === muscle);
      if (one.dataset.muscle === muscle) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
    for (const zone of this.querySelectorAll(".zone-near")) {
      zone.classList.toggle("lit", zone.dataset.near.split(" ").includes(muscle));
    }
    for (const about of this.querySelectorAll(".about")) about.hidden = about.id !== `about-${muscle}`;
    this.tell(this.querySelector(".about:not([hidden])"));
  }

  /** Name what is lit, above the picture, and show its layer. */
  tell(about) {
    const [heading, latin] = this.querySelectorAll(".naming > *");
    [heading.textContent, latin.textContent] = about
      ? [about.dataset.plain, about.dataset.latin]
      : ["The back", "Tap a muscle."];
    document.title = heading.textContent;
    if (about) this.show(about.dataset.layer);
  }

  /** Show the muscles of one layer. */
  show(layer) {
    this.plate.dataset.layer = layer;
    for (const link of this.querySelectorAll(".layers a")) {
      if (link.dataset.layer === layer) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
}

customElements.define("back-atlas", BackAtlas);
