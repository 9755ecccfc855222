# Read by script/test, soak and screenshots: finds a browser, else gets Debian's when root; says so if there is none.

# Tells whether the tests find a browser.
has_browser() {
    .venv/bin/python -m tests.browser.chromium >/dev/null 2>&1
}

if [ "${BACKRUB_NO_BROWSER:-}" = 1 ]; then
    echo "BACKRUB_NO_BROWSER=1: nothing is tried in a browser." >&2
elif ! has_browser; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing Debian's Chromium; the browser tests need it." >&2
        { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium; } >/dev/null 2>&1 || true
    fi
    .venv/bin/python -m tests.browser.chromium >/dev/null
fi
