/// Text in pieces that an embedding model can hold, each with its place in the text that it is of.
///
/// Enter at [dev.hqe.memory.chunk.Chunker]. Needs a [dev.hqe.memory.chunk.TokenCounter], which is
/// the model's.
@NullMarked
package dev.hqe.memory.chunk;

import org.jspecify.annotations.NullMarked;
