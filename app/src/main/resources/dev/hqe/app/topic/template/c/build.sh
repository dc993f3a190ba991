#!/bin/sh
# Makes tools/%ID%.wasm with clang and the C library for WASI: the wasi-sdk if WASI_SDK_PATH says where
# it is, else the clang of this system (Debian, Ubuntu: clang lld wasi-libc libclang-rt-dev-wasm32).
set -eu
cd "$(dirname "$0")"
mkdir -p tools
if [ -n "$(printenv WASI_SDK_PATH || :)" ]; then
    exec "$WASI_SDK_PATH/bin/clang" --target=wasm32-wasi -O2 -Wall -Wextra -o tools/%ID%.wasm src/main.c
fi
exec clang --target=wasm32-wasi -O2 -Wall -Wextra -o tools/%ID%.wasm src/main.c
