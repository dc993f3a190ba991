package dev.hqe.memory.embed;

import static dev.hqe.memory.embed.ModelServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hqe.kernel.secret.Secret;
import dev.hqe.kernel.secret.SecretName;
import dev.hqe.kernel.secret.SecretReferences;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.memory.embed.EmbeddingModel.Endpoint;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpEmbedderTest {

    private static final Retries AT_ONCE =
            new Retries(3, Duration.ofMillis(2), Duration.ofSeconds(5));
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final ModelServer server = new ModelServer();
    private final SecretStore secrets = SecretStore.inMemory();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givesAVectorOfLengthOneForEachTextInTheirOrder() {
        try (HttpEmbedder embedder = embedder(endpoint(2))) {

            List<float[]> vectors = embedder.embed(List.of("a", "bbb", "cccc"));

            assertThat(vectors.get(0)).containsExactly(unit(1), offset());
            assertThat(vectors.get(1)).containsExactly(unit(3), offset());
            assertThat(vectors.get(2)).containsExactly(unit(4), offset());
            assertThat(server.asked()).hasSize(2);
            assertThat(server.asked().getFirst().path()).isEqualTo("/v1/embeddings");
            assertThat(server.asked().getFirst().body().path("model").asString()).isEqualTo("m");
        }
    }

    @Test
    void sendsTheKeyThatTheSettingsName() {
        secrets.put(new SecretName("embedding-key"), Secret.of("the-key"));

        try (HttpEmbedder embedder = embedder(keyed())) {
            embedder.embedQuery("q");
        }

        assertThat(server.asked().getFirst().authorization()).isEqualTo("Bearer the-key");
    }

    @Test
    void saysWhichKeyIsMissing() {
        try (HttpEmbedder embedder = embedder(keyed())) {

            assertThatThrownBy(() -> embedder.embedQuery("q"))
                    .isInstanceOf(EmbeddingException.class)
                    .hasMessageContaining(server.base() + "/embeddings")
                    .hasMessageContaining("hqe secret set embedding-key");
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void saysThatTheKeyIsRefusedWithoutSayingTheKey() {
        secrets.put(new SecretName("embedding-key"), Secret.of("the-key"));
        server.then(status(401, "{\"error\": \"Incorrect API key provided: the-key\"}"));

        try (HttpEmbedder embedder = embedder(keyed())) {

            assertThatThrownBy(() -> embedder.embedQuery("q"))
                    .hasMessageContaining("refuses the key")
                    .hasMessageContaining("provided: ***")
                    .hasMessageNotContaining("the-key");
        }
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void asksABusyServerAgain() {
        server.then(status(503, "")).then(status(429, "", "Retry-After", "0"));

        try (HttpEmbedder embedder = embedder(endpoint(8))) {
            List<float[]> vectors = embedder.embed(List.of("a"));

            assertThat(vectors).hasSize(1);
        }
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void givesUpOnAServerThatStaysBusy() {
        server.then(status(500, "oh no")).then(status(500, "oh no")).then(status(500, "oh no"));

        try (HttpEmbedder embedder = embedder(endpoint(8))) {

            assertThatThrownBy(() -> embedder.embed(List.of("a")))
                    .hasMessageContaining(server.base().toString())
                    .hasMessageContaining("has failed (status 500: oh no)")
                    .hasMessageContaining("Asked 3 times");
        }
    }

    @Test
    void doesNotWaitLongerThanItMay() {
        server.then(status(429, "", "Retry-After", "3600"));

        try (HttpEmbedder embedder = embedder(endpoint(8))) {

            assertThatThrownBy(() -> embedder.embed(List.of("a")))
                    .hasMessageContaining("has had enough requests for now");
        }
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void readsADateToComeBackAt() {
        server.then(status(429, "", "Retry-After", "Sun, 22 Nov 2026 13:00:00 GMT"));
        server.then(status(429, "", "Retry-After", "Sun, 22 Nov 2026 11:59:00 GMT"));

        try (HttpEmbedder embedder = embedder(endpoint(8))) {

            assertThatThrownBy(() -> embedder.embed(List.of("a"))).hasMessageContaining("429");
            assertThat(embedder.embed(List.of("a"))).hasSize(1);
        }
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void saysWhenTheSettingsHaveTheWrongDimensions() {
        Endpoint wrong = Endpoint.of(server.base(), "m", Optional.empty(), 384, 512);

        try (HttpEmbedder embedder = embedder(wrong)) {

            assertThatThrownBy(() -> embedder.embed(List.of("a")))
                    .hasMessageContaining("vectors of 3 dimensions, the settings say 384");
        }
    }

    @Test
    void refusesAnswersThatAreNone() {
        List<String> answers =
                List.of(
                        "<html>",
                        "{}",
                        "{\"data\": [{\"index\": 1, \"embedding\": [1, 2, 3]}]}",
                        "{\"data\": [{\"embedding\": \"AAAA\"}]}",
                        "{\"data\": [{\"embedding\": [1, 2, null]}]}",
                        "{\"data\": [{\"embedding\": [0, 0, 0]}]}",
                        "{\"data\": [{\"embedding\": [1e999, 0, 0]}]}");

        try (HttpEmbedder embedder = embedder(endpoint(8))) {
            for (String answer : answers) {
                server.then(status(200, answer));

                assertThatThrownBy(() -> embedder.embed(List.of("a")))
                        .as(answer)
                        .isInstanceOf(EmbeddingException.class)
                        .hasMessageContaining(server.base().toString());
            }
        }
    }

    @Test
    void readsNoEndlessAnswer() {
        server.then(status(200, " ".repeat(3 << 20)));
        server.then(status(200, " ".repeat(3 << 20)));
        server.then(status(200, " ".repeat(3 << 20)));

        try (HttpEmbedder embedder = embedder(endpoint(8))) {

            assertThatThrownBy(() -> embedder.embed(List.of("a")))
                    .isInstanceOf(EmbeddingException.class);
        }
    }

    @Test
    void followsNoRedirect() {
        server.then(status(307, "", "Location", "http://127.0.0.1:1/"));

        try (HttpEmbedder embedder = embedder(endpoint(8))) {

            assertThatThrownBy(() -> embedder.embed(List.of("a")))
                    .hasMessageContaining("sends elsewhere");
        }
    }

    @Test
    void saysThatNobodyAnswers() {
        URI base = server.base();
        server.close();

        try (HttpEmbedder embedder = embedder(Endpoint.of(base, "m", Optional.empty(), 3, 512))) {

            assertThatThrownBy(() -> embedder.embed(List.of("a")))
                    .hasMessageContaining(base.toString())
                    .hasMessageContaining("does not answer");
        }
    }

    @Test
    void doesNotWaitForAServerThatHangs() {
        CountDownLatch end = new CountDownLatch(1);
        ModelServer.Manner hang = exchange -> awaitQuietly(end);
        server.then(hang).then(hang).then(hang);
        Endpoint quick = timed(Duration.ofMillis(50));

        try (HttpEmbedder embedder = embedder(quick)) {

            assertThatThrownBy(() -> embedder.embed(List.of("a")))
                    .hasMessageContaining("does not answer");
        } finally {
            end.countDown();
        }
    }

    @Test
    void endsItsPauseWhenItIsClosed() {
        server.then(status(429, "", "Retry-After", "5"));
        HttpEmbedder embedder = embedder(endpoint(8));
        CompletableFuture<List<float[]>> caller =
                CompletableFuture.supplyAsync(() -> embedder.embed(List.of("a")));
        await().until(() -> server.asked().size() == 1);

        embedder.close();

        assertThatThrownBy(caller::join).hasCauseInstanceOf(EmbeddingException.class);
    }

    @Test
    void putsThePrefixesOfTheModelBeforeTheTexts() {
        Endpoint prefixed =
                new Endpoint(
                        server.base(),
                        "m",
                        Optional.empty(),
                        3,
                        512,
                        8,
                        Duration.ofSeconds(20),
                        "passage: ",
                        "query: ");

        try (HttpEmbedder embedder = embedder(prefixed)) {
            embedder.embed(List.of("a"));
            embedder.embedQuery("b");
        }

        assertThat(server.asked())
                .extracting(asked -> asked.body().path("input").path(0).asString())
                .containsExactly("passage: a", "query: b");
    }

    private static void awaitQuietly(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpEmbedder embedder(Endpoint endpoint) {
        return new HttpEmbedder(
                endpoint, new SecretReferences(secrets), AT_ONCE, InstantSource.fixed(NOW));
    }

    private Endpoint endpoint(int batch) {
        return new Endpoint(
                server.base(),
                "m",
                Optional.empty(),
                3,
                512,
                batch,
                Duration.ofSeconds(20),
                "",
                "");
    }

    private Endpoint timed(Duration timeout) {
        return new Endpoint(server.base(), "m", Optional.empty(), 3, 512, 8, timeout, "", "");
    }

    private Endpoint keyed() {
        return Endpoint.of(server.base(), "m", Optional.of("${secret:embedding-key}"), 3, 512);
    }

    private static float[] unit(float letters) {
        float length = (float) Math.sqrt(letters * letters + 1);
        return new float[] {letters / length, 1 / length, 0};
    }

    private static org.assertj.core.data.Offset<Float> offset() {
        return org.assertj.core.data.Offset.offset(1e-6f);
    }
}
