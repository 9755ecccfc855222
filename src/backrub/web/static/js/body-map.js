/**
 * The back as a question: tap a place, hear it read back, say what you would like there. The picture and the list
 * hold the same answers; without this script the list alone does, a place at a time.
 */

const SVG = "http://www.w3.org/2000/svg";
const RINGS = { faint: 1, clear: 2, strong: 3 };
const RING_GAP = 7.5; // units of the picture, 10 to a centimetre
const FOCUS_OUTSIDE = 6;
const SPOKEN = { leave: "left alone", tickles: "tickles" };
const SET_APART = /^(knot|ache|tightness|left|right|faint|clear|strong|alone|tickles)[.,:]?$/i;

/** Draw one element of the picture. */
function drawn(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** Draw how a place is marked: rings for more time, a struck-out ring to leave, a wave where it tickles. */
function mark(wish, x, y, radius) {
  const ring = (r, more) => drawn("circle", { cx: x, cy: y, r, fill: "none", ...more });
  if (!wish) {
    const dots = { "stroke-width": 2.4, "stroke-dasharray": "0.1 7", "stroke-linecap": "round" };
    return [ring(radius, { stroke: "#F4E5CC", "stroke-opacity": 0.55, ...dots })];
  }
  if (wish === "leave") return leave(ring, x, y, radius);
  if (wish === "tickles") return tickles(ring, x, y, radius);
  const count = RINGS[wish.split(".")[1]];
  return Array.from({ length: count }, (_, nth) =>
    ring(radius - RING_GAP * nth, { stroke: "#FFB65A", "stroke-width": 3.4 }),
  );
}

/** Draw a ring with a hatch across. */
function leave(ring, x, y, radius) {
  const chord = (share) => {
    const half = radius * Math.sqrt(1 - share * share) * Math.SQRT1_2;
    const over = radius * share * Math.SQRT1_2;
    return `M${x + over - half} ${y + over + half}L${x + over + half} ${y + over - half}`;
  };
  const d = [-0.6, -0.3, 0, 0.3, 0.6].map(chord).join("");
  const hatch = drawn("path", { d, stroke: "#F4E5CC", "stroke-width": 2, "stroke-opacity": 0.8 });
  const ground = ring(radius, { fill: "#0C0806", "fill-opacity": 0.6 });
  return [ground, hatch, ring(radius, { stroke: "#F4E5CC", "stroke-width": 3 })];
}

/** Draw a dashed ring with two waves in it. */
function tickles(ring, x, y, radius) {
  const wide = radius * 0.66;
  const wave = (down) =>
    Array.from({ length: 25 }, (_, step) => {
      const at = `${x - wide + (wide * step) / 12} ${y + down + 6 * Math.sin((step * Math.PI) / 4)}`;
      return (step ? "L" : "M") + at;
    }).join("");
  const line = { fill: "none", stroke: "#F4E5CC", "stroke-width": 3, "stroke-linecap": "round" };
  const dashed = ring(radius, { stroke: "#CBB493", "stroke-width": 3, "stroke-dasharray": "10 7" });
  return [dashed, drawn("path", { d: wave(-9) + wave(9), ...line })];
}

/** Return the site-sides of SITE:SIDE, two where the side is both. */
function sidesOf(at) {
  const [site, side] = at.split(":");
  return side === "both" ? [`${site}:left`, `${site}:right`] : [at];
}

class BodyMap extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("[name=places]");
    this.panel = this.querySelector(".panel");
    this.at = this.panel.querySelector("[name=at]");
    this.said = this.panel.querySelector(".read-back");
    this.form = this.closest("form");
    this.places = new Map(
      this.field.value.split(" ").filter(Boolean).map((pair) => pair.split("=")),
    );
    this.querySelector(".ways-to-say").hidden = false;
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("keydown", (event) => this.pressed(event));
    this.addEventListener("change", () => this.changed());
    this.show(true);
    if (this.at.value) this.draw();
  }

  /** Show the picture or the list; both hold the same answers. */
  show(asPicture) {
    this.querySelector(".picture").hidden = !asPicture;
    this.querySelector(".list").hidden = asPicture;
    this.querySelector(".to-list").hidden = !asPicture;
    this.querySelector(".to-map").hidden = asPicture;
    this.bringIntoView();
  }

  clicked(event) {
    const button = event.target.closest("button");
    const place = event.target.closest(".br-hit");
    if (place) this.open(place.dataset.siteSide);
    else if (!button) return;
    else if (button.classList.contains("to-list")) this.show(false);
    else if (button.classList.contains("to-map")) this.show(true);
    else if (button.name === "open") this.open(button.value);
    else if (button.name === "another") this.close();
    else if (button.name === "forget") this.forget();
    else return;
    event.preventDefault();
  }

  /** Let Enter and space tap a place, as they do any button. */
  pressed(event) {
    const place = event.target.closest?.(".br-hit");
    if (!place || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    this.open(place.dataset.siteSide);
  }

  /** Open a place with what was said of it, more time to begin with. */
  open(at) {
    this.at.value = at;
    const wish = this.places.get(sidesOf(at)[0]) ?? "";
    const [feel, strength] = wish.includes(".") ? wish.split(".") : ["tight", "clear"];
    this.choose("wish", wish && !wish.includes(".") ? wish : "more");
    this.choose("feel", feel);
    this.choose("strength", strength);
    this.panel.hidden = false;
    this.changed();
    this.said.focus({ preventScroll: true });
    this.bringIntoView();
  }

  /** Let the open place be seen beside what is said of it. */
  bringIntoView() {
    if (this.at.value) this.opener(this.at.value)?.scrollIntoView({ block: "nearest" });
  }

  /** Take back what was said of the open place. */
  forget() {
    for (const where of sidesOf(this.at.value)) this.places.delete(where);
    this.close();
  }

  /** Close the place and go back to where it was opened. */
  close() {
    const from = this.at.value;
    this.at.value = "";
    this.panel.hidden = true;
    for (const one of this.panel.querySelectorAll("[name=wish]")) one.checked = false;
    this.draw();
    this.opener(from)?.focus();
  }

  /** Find what opens a place in the picture or the list, whichever is shown. */
  opener(at) {
    return this.querySelector(`.picture:not([hidden]) [data-site-side="${at}"], .list:not([hidden]) [value="${at}"]`);
  }

  /** Take what the panel says for the open place. */
  changed() {
    if (!this.at.value) return;
    const kind = this.chosen("wish");
    const wish = kind?.value === "more" ? `${this.chosen("feel").value}.${this.chosen("strength").value}` : kind?.value;
    for (const where of sidesOf(this.at.value)) this.places.set(where, wish);
    this.draw();
  }

  choose(name, value) {
    for (const one of this.panel.querySelectorAll(`[name=${name}]`)) one.checked = one.value === value;
  }

  chosen(name) {
    return this.panel.querySelector(`[name=${name}]:checked`);
  }

  /** Say a place in a sentence, the words that matter set apart. */
  sentence(at, wish) {
    const { place, inside } = this.button(at).dataset;
    if (wish === "leave") return `Hands leave ${place} alone.`;
    if (wish === "tickles") return `It tickles: ${place}.`;
    const [feel, strength] = wish.split(".");
    const said = (name, value) => this.panel.querySelector(`[name=${name}][value=${value}]`).dataset.said;
    return `${said("feel", feel)} ${inside}. ${said("strength", strength)}.`;
  }

  button(at) {
    return this.querySelector(`.list [value="${at}"]`);
  }

  /** Bring field, picture, list and sentences to what is held. */
  draw() {
    this.field.value = [...this.places].map(([where, wish]) => `${where}=${wish}`).join(" ");
    for (const place of this.querySelectorAll(".br-hit")) this.drawPlace(place);
    for (const button of this.querySelectorAll(".list .side")) this.drawButton(button);
    const wish = this.at.value && this.places.get(sidesOf(this.at.value)[0]);
    if (wish) read(this.said, this.sentence(this.at.value, wish));
    const list = this.querySelector(".said-so-far");
    list.replaceChildren(...[...this.places].map(([where, one]) => this.line(where, one)));
    const some = this.places.size > 0;
    this.form.querySelector(".nowhere").hidden = some;
    this.form.querySelector(".somewhere").hidden = !some;
  }

  drawPlace(place) {
    const wish = this.places.get(place.dataset.siteSide) ?? "";
    const [hit] = place.children;
    const focus = place.querySelector(".br-focus");
    const [x, y, r] = ["cx", "cy", "r"].map((name) => Number(focus.getAttribute(name)));
    place.replaceChildren(hit, ...mark(wish, x, y, r - FOCUS_OUTSIDE), focus);
    const name = this.button(place.dataset.siteSide).dataset.place;
    const spoken = wish ? `: ${SPOKEN[wish] ?? "more time"}.` : ".";
    place.setAttribute("aria-label", name[0].toUpperCase() + name.slice(1) + spoken);
    place.setAttribute("aria-pressed", String(Boolean(wish)));
    place.setAttribute("aria-current", String(sidesOf(this.at.value || ":").includes(place.dataset.siteSide)));
  }

  drawButton(button) {
    const wishes = new Set(sidesOf(button.value).map((where) => this.places.get(where) ?? ""));
    const wish = wishes.size === 1 ? [...wishes][0] : "";
    button.setAttribute("aria-pressed", String(Boolean(wish)));
    button.setAttribute("aria-current", String(button.value === this.at.value));
    button.querySelector(".wish").textContent = wish === "leave" ? "leave alone" : wish.replace(".", ", ");
  }

  line(where, wish) {
    const line = document.createElement("li");
    line.className = "read-back";
    read(line, this.sentence(where, wish));
    return line;
  }
}

/** Put a sentence into an element, the words that matter set apart. */
function read(element, sentence) {
  const words = sentence.split(" ").flatMap((word, nth) => {
    const part = SET_APART.test(word) ? document.createElement("b") : document.createTextNode(word);
    if (part instanceof Element) part.textContent = word;
    return nth ? [" ", part] : [part];
  });
  element.replaceChildren(...words);
}

customElements.define("body-map", BodyMap);
