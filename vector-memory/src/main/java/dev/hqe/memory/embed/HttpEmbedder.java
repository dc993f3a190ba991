package dev.hqe.memory.embed;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.secret.SecretException;
import dev.hqe.kernel.secret.SecretReferences;
import dev.hqe.memory.chunk.TokenCounter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A model behind an OpenAI-compatible API
/// (<https://platform.openai.com/docs/api-reference/embeddings>), which most servers of models
/// speak.
///
/// What the server is too busy for is asked again, after the time that it names or one that
/// doubles. Redirects are not followed, so the key goes nowhere else. One request at a time for
/// each caller.
public final class HttpEmbedder implements Embedder {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int BYTES_PER_VALUE = 32;
    private static final int BYTES_BESIDE = 1 << 20;

    private final EmbeddingModel.Endpoint endpoint;
    private final SecretReferences secrets;
    private final Retries retries;
    private final InstantSource clock;
    private final URI address;
    private final EstimatedTokens tokens;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable HttpClient client;

    /// @param secrets where the endpoint's key is; looked up for each request
    public HttpEmbedder(EmbeddingModel.Endpoint endpoint, SecretReferences secrets) {
        this(endpoint, secrets, Retries.USUAL, InstantSource.system());
    }

    HttpEmbedder(
            EmbeddingModel.Endpoint endpoint,
            SecretReferences secrets,
            Retries retries,
            InstantSource clock) {
        this.endpoint = endpoint;
        this.secrets = secrets;
        this.retries = retries;
        this.clock = clock;
        this.tokens = new EstimatedTokens(endpoint.tokenLimit());
        String base = endpoint.base().toString();
        this.address = URI.create((base.endsWith("/") ? base : base + "/") + "embeddings");
    }

    @Override
    public String modelId() {
        return endpoint.id();
    }

    @Override
    public int dimensions() {
        return endpoint.dimensions();
    }

    @Override
    public TokenCounter tokens() {
        return tokens;
    }

    @Override
    public List<float[]> embed(List<String> passages) {
        List<float[]> vectors = new ArrayList<>(passages.size());
        for (int from = 0; from < passages.size(); from += endpoint.batch()) {
            int to = Math.min(passages.size(), from + endpoint.batch());
            List<String> texts =
                    passages.subList(from, to).stream()
                            .map(text -> tokens.cut(endpoint.passagePrefix() + text))
                            .toList();
            vectors.addAll(ask(texts, retries));
        }
        return vectors;
    }

    @Override
    public float[] embedQuery(String query) {
        String text = tokens.cut(endpoint.queryPrefix() + query);
        return ask(List.of(text), retries.whileSomebodyWaits()).getFirst();
    }

    /// How many values its vectors have, whatever the endpoint was described with.
    ///
    /// @throws EmbeddingException as [#embed]
    int askDimensions() {
        List<String> texts = List.of("dimensions");
        byte[] answer = answer(texts, retries.whileSomebodyWaits());
        try {
            return EmbeddingAnswer.dimensions(answer);
        } catch (EmbeddingException e) {
            throw said(e);
        }
    }

    private List<float[]> ask(List<String> texts, Retries patience) {
        byte[] answer = answer(texts, patience);
        try {
            return EmbeddingAnswer.vectors(answer, texts.size(), endpoint.dimensions());
        } catch (EmbeddingException e) {
            throw said(e);
        }
    }

    private byte[] answer(List<String> texts, Retries patience) {
        byte[] question = question(texts);
        String key = key();
        for (int attempt = 1; ; attempt++) {
            EndpointFailure failure;
            try {
                HttpResponse<byte[]> answer = send(question, key, texts.size());
                if (answer.statusCode() == 200) {
                    return answer.body();
                }
                failure = EndpointFailure.of(answer, endpoint.model(), key, clock);
            } catch (IOException e) {
                failure = EndpointFailure.of(e);
            }
            Optional<Duration> pause =
                    failure.passing() ? patience.pause(attempt, failure.after()) : Optional.empty();
            if (pause.isEmpty()) {
                throw failed(failure, attempt);
            }
            pause(pause.get());
        }
    }

    private byte[] question(List<String> texts) {
        ObjectNode question = Json.object();
        question.put("model", endpoint.model());
        question.put("encoding_format", "float");
        ArrayNode input = question.putArray("input");
        texts.forEach(input::add);
        return Json.MAPPER.writeValueAsBytes(question);
    }

    /// The key's value, empty if there is none.
    private String key() {
        try {
            return endpoint.key().map(secrets::expand).orElse("");
        } catch (SecretException e) {
            throw new EmbeddingException(address + ": has no key. " + e.getMessage(), e);
        }
    }

    private HttpResponse<byte[]> send(byte[] question, String key, int texts) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .timeout(endpoint.timeout())
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(question));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        long most = BYTES_BESIDE + (long) BYTES_PER_VALUE * endpoint.dimensions() * texts;
        CompletableFuture<HttpResponse<byte[]>> answer =
                client().sendAsync(
                                request.build(),
                                BodyHandlers.limiting(BodyHandlers.ofByteArray(), most));
        try {
            // the request's own timeout ends with the headers
            return answer.get(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no answer in " + endpoint.timeout().toSeconds() + " s");
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } finally {
            answer.cancel(true); // no effect on what has come
        }
    }

    private EmbeddingException said(EmbeddingException e) {
        return new EmbeddingException(address + ": " + e.getMessage() + ".", e);
    }

    private EmbeddingException failed(EndpointFailure failure, int attempts) {
        String often = attempts == 1 ? "" : " Asked " + attempts + " times.";
        String message = address + ": " + failure.message() + "." + often;
        Throwable cause = failure.cause();
        return cause == null
                ? new EmbeddingException(message)
                : new EmbeddingException(message, cause);
    }

    private void pause(Duration pause) {
        try {
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw isClosed();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private EmbeddingException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EmbeddingException(address + ": embedding was interrupted.", e);
    }

    private EmbeddingException isClosed() {
        return new EmbeddingException(address + ": the embedder is closed.");
    }

    private synchronized HttpClient client() {
        if (closed.getCount() == 0) {
            throw isClosed();
        }
        HttpClient opened = client;
        if (opened == null) {
            opened =
                    HttpClient.newBuilder()
                            .connectTimeout(CONNECT)
                            .version(HttpClient.Version.HTTP_1_1)
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .build();
            client = opened;
        }
        return opened;
    }

    /// Ends what waits. May be called more than once.
    @Override
    public synchronized void close() {
        closed.countDown();
        if (client != null) {
            client.shutdownNow();
        }
    }
}
