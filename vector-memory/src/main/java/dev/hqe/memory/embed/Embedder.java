package dev.hqe.memory.embed;

import dev.hqe.memory.chunk.TokenCounter;
import java.util.List;

/// A model that gives each text a vector, so that texts of like meaning lie near each other.
/// Thread-safe; methods block and may use every core, so call from few threads.
public interface Embedder extends AutoCloseable {

    /// Names the model and everything that its vectors depend on. Vectors of different ids cannot
    /// be compared.
    String modelId();

    /// Values in each vector.
    int dimensions();

    /// Counts as the model counts.
    TokenCounter tokens();

    /// Vectors of texts that are to be found, of length 1, in their order.
    ///
    /// @param passages none longer than the model looks at; what is longer is cut there
    /// @throws EmbeddingException if there are no vectors to be had, saying why and what to do
    List<float[]> embed(List<String> passages);

    /// The vector of a text to find others by, of length 1.
    ///
    /// @throws EmbeddingException as [#embed]
    float[] embedQuery(String query);

    @Override
    void close();
}
