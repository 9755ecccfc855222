# Read by script/test, soak and bench: finds a PostgreSQL server, else gets Debian's when root; says so if there is none.

# Tells whether the tests find a server.
has_postgres() {
    .venv/bin/python -m tests.postgres >/dev/null 2>&1
}

if [ "${BACKRUB_NO_POSTGRES:-}" = 1 ]; then
    echo "BACKRUB_NO_POSTGRES=1: nothing is tried on PostgreSQL." >&2
elif ! has_postgres; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing Debian's PostgreSQL; the tests of many homes need it." >&2
        { apt-get update -qq && apt-get install -qq -y --no-install-recommends postgresql; } >/dev/null 2>&1 || true
    fi
    .venv/bin/python -m tests.postgres >/dev/null
fi
