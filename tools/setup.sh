#!/bin/sh
# Create .venv from the lock file. System packages that are missing are installed when this user may; otherwise the set-up
# says what will not be read and goes on.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

find_python() {
  for name in python3.11 python3.12 python3.13 python3; do
    if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
      command -v "$name"
      return
    fi
  done
  return 1
}

PYTHON=$(find_python) || { say "Recense needs Python 3.11 or newer: install it, then run this again."; exit 2; }

missing=""
"$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv"
"$PYTHON" -c 'import ctypes.util, sys; sys.exit(ctypes.util.find_library("magic") is None)' || missing="$missing libmagic1"
[ -n "$(find /usr/share/tesseract-ocr "${TESSDATA_PREFIX:-/nonexistent}" -name fra.traineddata 2>/dev/null | head -n 1)" ] ||
  missing="$missing tesseract-ocr-fra"
if [ -n "$missing" ]; then
  if command -v apt-get >/dev/null 2>&1 && as_root apt-get update -qq >/dev/null 2>&1 &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1; then
    say "Installed:$missing"
  else
    say "Not installed (no right to, or no network):$missing"
    case "$missing" in *tesseract*) say "Without tesseract-ocr-fra, scans are listed as not analysed; everything else is read." ;; esac
  fi
fi

if [ ! -x .venv/bin/python ]; then
  "$PYTHON" -m venv .venv || { say "The environment cannot be made: install the package python3-venv, then run this again."; exit 2; }
fi
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
say "Installing the Python packages of requirements.lock (two minutes the first time)…"
.venv/bin/python -m pip install -q --use-pep517 --require-hashes -r requirements.lock
.venv/bin/python -m pip install -q --no-deps --no-build-isolation -e .
touch .venv/.ready
