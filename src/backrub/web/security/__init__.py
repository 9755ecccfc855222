"""What keeps a home's pages to that home: cookies, headers, limits, and kind refusals."""
