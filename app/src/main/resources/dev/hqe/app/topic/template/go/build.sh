#!/bin/sh
# Makes tools/%ID%.wasm with Go, 1.21 or later.
set -eu
cd "$(dirname "$0")"
mkdir -p tools
GOOS=wasip1 GOARCH=wasm exec go build -C src -trimpath -ldflags="-s -w" -o ../tools/%ID%.wasm .
