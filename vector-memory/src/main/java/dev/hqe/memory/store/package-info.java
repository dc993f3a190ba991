/// Where vectors rest, durably.
///
/// Enter at [dev.hqe.memory.store.VectorStores], which opens a [dev.hqe.memory.store.VectorStore]
/// in a folder: Lance where it has a native library, else SQLite. Publishes nothing. Needs a folder
/// that no other process writes to.
@NullMarked
package dev.hqe.memory.store;

import org.jspecify.annotations.NullMarked;
