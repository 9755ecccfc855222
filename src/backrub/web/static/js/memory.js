/** What outlives a reload: localStorage where it is allowed, this page's own memory where it is not. */

const here = new Map();

export const memory = {
  /** Return what was kept, undefined if nothing. */
  get(key) {
    try {
      const text = localStorage.getItem(key);
      return text === null ? here.get(key) : JSON.parse(text);
    } catch (refused) {
      if (!(refused instanceof DOMException || refused instanceof SyntaxError)) throw refused;
      return here.get(key);
    }
  },

  /** Keep a value. */
  set(key, value) {
    here.set(key, value);
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch (refused) {
      if (!(refused instanceof DOMException)) throw refused; // full or forbidden: this page still knows
    }
  },

  /** Forget everything about a session. */
  forget(session) {
    for (const key of [...here.keys()]) if (key.endsWith(`:${session}`)) here.delete(key);
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith("backrub:") && key.endsWith(`:${session}`)) localStorage.removeItem(key);
      }
    } catch (refused) {
      if (!(refused instanceof DOMException)) throw refused;
    }
  },
};
