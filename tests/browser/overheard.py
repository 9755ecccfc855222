"""A link that keeps all it brings to a phone, and the way to every page that a phone can reach."""

import re

from tests.browser.tcp_proxy import Overheard, TcpProxy

PLAIN = {"Accept-Encoding": "identity"}
"""What a phone asks for so that nothing comes to it packed, and all of it can be read."""

READ_ALL = """async ([starts, passed]) => {
  const read = new Set(), ahead = [...starts];
  for (let path; (path = ahead.shift()) !== undefined;) {
    if (read.has(path) || new RegExp(passed).test(path)) continue;
    read.add(path);
    const answer = await fetch(path), text = await answer.text();
    if (!answer.headers.get('content-type')?.startsWith('text/html')) continue;
    for (const link of new DOMParser().parseFromString(text, 'text/html').querySelectorAll('a[href]')) {
      const to = new URL(link.getAttribute('href'), answer.url);
      if (to.origin === location.origin) ahead.push(to.pathname + to.search);
    }
  }
  return [...read];
}"""
TAKEN_ALONG = r"\.(m4a|mp3)$"
"""Sound files: they take a minute to make, and hold no words of anyone."""
ALIKE = re.compile(r"content-type: (text/(javascript|css)|font/|image/webp)", re.IGNORECASE)
"""What scripts, styles, fonts and pictures of the house begin with: they are the same for everybody."""


class KeptLink(TcpProxy):
    """Keep every byte that comes back to the phone, connection by connection."""

    def __init__(self, target_port):
        super().__init__(target_port)
        self._kept = []

    @property
    def told(self):
        """Return every answer so far, headers and all, but for files of the house that are the same for everybody."""
        text = b"\n".join(map(bytes, self._kept)).decode("utf-8", "replace")
        answers = text.split("HTTP/1.1 ")
        return "\n".join(one for one in answers if not ALIKE.search(one.partition("\r\n\r\n")[0]))

    async def _reached(self):
        there, back = await super()._reached()
        self._kept.append(bytearray())
        return Overheard(there, self._kept[-1].extend), back


def read_all(phone, *starts, but=TAKEN_ALONG):
    """Read every page that links lead to from these, without drawing them; return their addresses."""
    return phone.arrived().evaluate(READ_ALL, [list(starts), but])
