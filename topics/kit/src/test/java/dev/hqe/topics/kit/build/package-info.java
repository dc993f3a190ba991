/// Tests that compile tools of their own to Wasm and run them there.
@NullMarked
package dev.hqe.topics.kit.build;

import org.jspecify.annotations.NullMarked;
