/// Texts become vectors: in this process, or by a server that a person has named.
///
/// Enter at [dev.hqe.memory.embed.Embedders], which opens the [dev.hqe.memory.embed.Embedder] that
/// the settings ask for. The models that come with the program are
/// [dev.hqe.memory.embed.LocalModel]; nothing of them is loaded before it is used, and nothing asks
/// the network. Vectors of texts that come again are in the [dev.hqe.memory.embed.EmbeddingCache].
///
/// Needs the kernel's SQLite, JSON and secrets. Publishes nothing.
@NullMarked
package dev.hqe.memory.embed;

import org.jspecify.annotations.NullMarked;
