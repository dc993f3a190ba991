/// Tests of the tools, on the JVM and as the Wasm module that the build made.
@NullMarked
package dev.hqe.topics.finance;

import org.jspecify.annotations.NullMarked;
