#!/bin/sh
# Makes tools/%ID%.wasm with cargo and the target wasm32-wasip1 (rustup target add wasm32-wasip1).
set -eu
cd "$(dirname "$0")"
cargo build --release --quiet --target wasm32-wasip1
mkdir -p tools
cp target/wasm32-wasip1/release/%ID%.wasm tools/%ID%.wasm
