/// Tests of the shell of Wasm tools, on the JVM.
@NullMarked
package dev.hqe.topics.kit;

import org.jspecify.annotations.NullMarked;
