/** Words of a page's language: lines come with the page, this fills their slots. */

/** Return a line with its slots, such as {seconds}, filled; a slot that nothing fills stays. */
export function filled(line, slots) {
  return line.replace(/\{(\w+)\}/g, (slot, name) => slots[name] ?? slot);
}
