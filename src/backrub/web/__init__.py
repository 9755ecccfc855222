"""The evening in the browser: pages, streams, and what they are made of."""
