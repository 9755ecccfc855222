# Read by the scripts beside it: goes to the top of the repository, whatever directory it was called from.
set -eu
cd "$(dirname "$0")/.."
export UV_PYTHON_DOWNLOADS=never
# Trust what the machine trusts, its own certificates included.
export UV_SYSTEM_CERTS=1

# Prints the path of a Python that is new enough, trying the plain name first.
find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        "$name" -c 'import sys; sys.version_info >= (3, 11) or sys.exit(1); print(sys.executable)' 2>/dev/null && return
    done
    echo "Backrub needs Python 3.11 or newer; please install it and try again." >&2
    exit 1
}

# Prints the path of uv, bringing it to .uv when there is none.
find_uv() {
    uv=$(command -v uv || echo "$PWD/.uv/bin/uv")
    [ -x "$uv" ] || "$(find_python)" -m pip install --quiet --root-user-action=ignore --target .uv uv==0.13.8 >&2
    echo "$uv"
}
