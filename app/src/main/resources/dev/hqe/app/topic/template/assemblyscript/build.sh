#!/bin/sh
# Makes tools/%ID%.wasm with the AssemblyScript compiler, which npm brings here on first use.
set -eu
cd "$(dirname "$0")"
[ -x node_modules/.bin/asc ] || npm install --no-audit --no-fund
mkdir -p tools
exec node_modules/.bin/asc src/main.ts -O2 --runtime minimal --exportStart _start \
    --use abort=src/main/abort --outFile tools/%ID%.wasm
