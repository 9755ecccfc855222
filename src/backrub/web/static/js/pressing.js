/** Presses of a live page: buttons of its form, sent by the session instead of the form; each shows at once. */

const SHOWS_MS = 900;

/** Let every button of the press form press the session; `pressed(name)` hears of each. */
export function takePresses(element, session, pressed) {
  element.addEventListener(
    "submit",
    (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      const button = event.submitter;
      if (!button?.value) return;
      glow(button);
      session.press(button.value);
      pressed(button.value);
    },
    { capture: true },
  );
}

/** Light a zone for a moment, and leave the keyboard to the page unless it led here. */
export function glow(button) {
  button.classList.add("pressed");
  setTimeout(() => button.classList.remove("pressed"), SHOWS_MS);
  if (!button.matches(":focus-visible")) button.blur();
}

/** Write text where it differs, so that nothing is read out twice. */
export function write(place, text) {
  if (place && place.textContent !== text) place.textContent = text;
}

/** Show or hide. */
export function reveal(place, is) {
  if (place && place.hidden === is) place.hidden = !is;
}
