#!/bin/sh
# Builds source archive and wheel, installs the wheel into an environment of its own, and there, in an
# empty folder far from the sources, plays the demo without a terminal and checks every pack and profile.
#   BUILD   a Python that has the `build` package      PYTHON   the Python to install under
set -eu
sources=$(pwd)
build=${BUILD:-.venv/bin/python}
python=${PYTHON:-python3}
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

"$build" -m build --outdir "$room/dist" . >"$room/build.log" 2>&1 || { cat "$room/build.log" >&2; exit 1; }
"$python" -m venv "$room/venv"
"$room/venv/bin/python" -m pip --disable-pip-version-check install --quiet \
  --constraint "$sources/constraints.txt" "$room"/dist/*.whl

mkdir "$room/elsewhere"
cd "$room/elsewhere"
PATH="$room/venv/bin:$PATH"
unset PYTHONPATH
tabletop --version
tabletop demo </dev/null
tabletop packs --json | python -c 'import json, sys; [print(pack["id"]) for pack in json.load(sys.stdin)["packs"]]' >packs.txt
test -s packs.txt || { echo "the wheel holds no packs" >&2; exit 1; }
while read -r pack; do
  tabletop check "$pack"
done <packs.txt
tabletop networks --json | python -c 'import json, sys; [print(row["id"]) for row in json.load(sys.stdin)["profiles"]]' >profiles.txt
test -s profiles.txt || { echo "the wheel holds no profiles" >&2; exit 1; }
while read -r profile; do
  tabletop check --strict "$profile"
done <profiles.txt
echo "The wheel plays, and its packs and profiles are sound."
