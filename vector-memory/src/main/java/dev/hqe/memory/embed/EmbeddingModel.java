package dev.hqe.memory.embed;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Which model gives texts their vectors.
public sealed interface EmbeddingModel {

    /// The small model that comes with the program.
    EmbeddingModel USUAL = new Local(LocalModel.ALL_MINILM_L6_V2);

    /// What [Embedder#modelId] says of it.
    String id();

    /// One that comes with the program and runs in this process.
    record Local(LocalModel model) implements EmbeddingModel {

        @Override
        public String id() {
            return model.id();
        }
    }

    /// One behind an OpenAI-compatible API: `POST {base}/embeddings`.
    ///
    /// @param base as `https://api.example.com/v1`; anything but this machine only by https if
    ///   there is a key
    /// @param model as the server names it
    /// @param key sent as a bearer token, usually `${secret:NAME}`; empty to send none
    /// @param dimensions values in each of its vectors, 1 to [#MAX_DIMENSIONS]
    /// @param tokenLimit the most tokens of a text that it takes
    /// @param batch the most texts in one request, 1 to [#MAX_BATCH]
    /// @param timeout of one request with its answer, up to [#MAX_TIMEOUT]
    /// @param passagePrefix what its model card wants before what is to be found, often nothing
    /// @param queryPrefix what its model card wants before a query, often nothing
    record Endpoint(
            URI base,
            String model,
            Optional<String> key,
            int dimensions,
            int tokenLimit,
            int batch,
            Duration timeout,
            String passagePrefix,
            String queryPrefix)
            implements EmbeddingModel {

        public static final int MAX_DIMENSIONS = 8192;
        public static final int MAX_TOKENS = 1_000_000;
        public static final int MAX_BATCH = 2048;
        public static final int DEFAULT_TOKENS = 512;
        public static final int DEFAULT_BATCH = 64;
        public static final Duration MAX_TIMEOUT = Duration.ofMinutes(10);
        public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

        private static final int MAX_PREFIX = 1000;

        public Endpoint {
            requireBase(base, key.isPresent());
            if (model.isBlank()) {
                throw new IllegalArgumentException("an embedding endpoint needs a model's name");
            }
            requireBetween("dimensions", dimensions, MAX_DIMENSIONS);
            requireBetween("token limit", tokenLimit, MAX_TOKENS);
            requireBetween("batch", batch, MAX_BATCH);
            requireBetween("timeout in ms", timeout.toMillis(), MAX_TIMEOUT.toMillis());
            if (Math.max(passagePrefix.length(), queryPrefix.length()) > MAX_PREFIX) {
                throw new IllegalArgumentException(
                        "a prefix has " + MAX_PREFIX + " characters at most");
            }
        }

        @Override
        public String id() {
            String id = model + "@" + base + "/" + dimensions;
            return passagePrefix.isEmpty() && queryPrefix.isEmpty()
                    ? id
                    : id + " '" + passagePrefix + "' '" + queryPrefix + "'";
        }

        /// The same with another number of dimensions.
        public Endpoint withDimensions(int other) {
            return new Endpoint(
                    base,
                    model,
                    key,
                    other,
                    tokenLimit,
                    batch,
                    timeout,
                    passagePrefix,
                    queryPrefix);
        }

        /// One with the usual bounds and no prefixes.
        public static Endpoint of(
                URI base, String model, Optional<String> key, int dimensions, int tokenLimit) {
            return new Endpoint(
                    base,
                    model,
                    key,
                    dimensions,
                    tokenLimit,
                    DEFAULT_BATCH,
                    DEFAULT_TIMEOUT,
                    "",
                    "");
        }

        private static void requireBase(URI base, boolean withKey) {
            String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
            String host = base.getHost();
            if (!(scheme.equals("http") || scheme.equals("https")) || host == null) {
                throw new IllegalArgumentException(
                        "'" + base + "' is no address of an API, as https://api.example.com/v1");
            }
            if (base.getUserInfo() != null
                    || base.getQuery() != null
                    || base.getFragment() != null) {
                throw new IllegalArgumentException(
                        "the address of the API at " + host + " has more than host and path");
            }
            if (withKey && scheme.equals("http") && !isThisMachine(host)) {
                throw new IllegalArgumentException(
                        "the key would travel to " + host + " for all to read: use https");
            }
        }

        private static boolean isThisMachine(String host) {
            return host.equalsIgnoreCase("localhost")
                    || host.matches("127(\\.\\d{1,3}){3}")
                    || host.equals("[::1]");
        }

        private static void requireBetween(String what, long value, long most) {
            if (value < 1 || value > most) {
                throw new IllegalArgumentException(
                        what + " of an embedding endpoint must be 1 to " + most + ", not " + value);
            }
        }
    }
}
