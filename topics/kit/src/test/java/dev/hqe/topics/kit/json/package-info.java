/// Tests of reading and writing JSON.
@NullMarked
package dev.hqe.topics.kit.json;

import org.jspecify.annotations.NullMarked;
