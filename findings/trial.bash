# Tries public packages in a folder and an environment of their own, and says whether what was seen is still so.
# Sourced by a finding, which names its packages, a good guess, what was seen, and the Python that looks.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/empty"
guess > "$folder/guess"
seen > "$folder/before"
look > "$folder/look.py"
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "${packages[@]}" 2> "$folder/install" ||
  { cat "$folder/install" >&2; exit 2; }
(cd "$folder/empty" && PYTHONWARNINGS=ignore PYTHONIOENCODING=utf-8 "$folder/venv/bin/python" ../look.py) > "$folder/now"
echo "== $(basename "$0" .sh): ${packages[*]}"
paste -d '\n' <(sed 's/^/  a good guess: /' "$folder/guess") <(sed 's/^/  seen:         /' "$folder/now")
if cmp --quiet "$folder/before" "$folder/now"; then
  echo "  as it was"
else
  echo "  CHANGED: this finding no longer holds as written; it was"
  sed 's/^/                /' "$folder/before"
  exit 1
fi
