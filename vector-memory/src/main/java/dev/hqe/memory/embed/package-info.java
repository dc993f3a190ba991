/// Texts become vectors: in this process, or by a server that a person has named.
///
/// Enter at [dev.hqe.memory.embed.Embedder].
@NullMarked
package dev.hqe.memory.embed;

import org.jspecify.annotations.NullMarked;
