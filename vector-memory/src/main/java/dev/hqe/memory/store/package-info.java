/// Where vectors rest, durably.
///
/// Enter at [dev.hqe.memory.store.VectorStore].
@NullMarked
package dev.hqe.memory.store;

import org.jspecify.annotations.NullMarked;
