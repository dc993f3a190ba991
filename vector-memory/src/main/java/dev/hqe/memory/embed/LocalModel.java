package dev.hqe.memory.embed;

/// A model that comes with the program. Their files are those that langchain4j publishes, made from
/// the ONNX forms of the models with weights of 8 bits.
public enum LocalModel {
    /// Small and quick. Apache License 2.0; its model card says that texts are cut at 256 tokens,
    /// and that it was trained on 128:
    /// <https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2>.
    ALL_MINILM_L6_V2("all-minilm-l6-v2-q", "all-minilm-l6-v2-q", 126, Pooling.MEAN, ""),

    /// Takes twice the time and finds more. MIT License; its model card says how queries begin:
    /// <https://huggingface.co/BAAI/bge-small-en-v1.5>.
    BGE_SMALL_EN_V15(
            "bge-small-en-v15-q",
            "bge-small-en-v1.5-q",
            510,
            Pooling.FIRST,
            "Represent this sentence for searching relevant passages: ");

    /// How the vectors of the tokens become one.
    enum Pooling {
        /// Their mean.
        MEAN,
        /// That of the first token, which stands for the whole.
        FIRST
    }

    static final int DIMENSIONS = 384;

    private final String id;
    private final String file;
    private final int tokenLimit;
    private final Pooling pooling;
    private final String queryPrefix;

    LocalModel(String id, String file, int tokenLimit, Pooling pooling, String queryPrefix) {
        this.id = id;
        this.file = file;
        this.tokenLimit = tokenLimit;
        this.pooling = pooling;
        this.queryPrefix = queryPrefix;
    }

    /// How settings and [Embedder#modelId] name it.
    public String id() {
        return id;
    }

    /// The most tokens of a text that it sees, those around the text left out.
    public int tokenLimit() {
        return tokenLimit;
    }

    Pooling pooling() {
        return pooling;
    }

    /// What stands before each query, but before no passage.
    String queryPrefix() {
        return queryPrefix;
    }

    /// The network, on the class path.
    String network() {
        return "/" + file + ".onnx";
    }

    /// Its vocabulary, on the class path.
    String tokenizer() {
        return "/" + file + "-tokenizer.json";
    }
}
