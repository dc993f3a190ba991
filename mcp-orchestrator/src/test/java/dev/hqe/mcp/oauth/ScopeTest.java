package dev.hqe.mcp.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.oauth.ScriptedServers.Answer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which scopes are asked for, and when no more.
class ScopeTest {

    private final SignInBench bench = new SignInBench();
    private final ScriptedServers servers = bench.servers;

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theScopesOfTheChallengeComeFirst() throws Exception {
        servers.resource.putArray("scopes_supported").add("everything");

        bench.challenged(401, "Bearer scope=\"read\"");

        assertThat(asked()).containsExactly("read");
    }

    @Test
    void thenThoseThatTheServerSays() throws Exception {
        servers.resource.putArray("scopes_supported").add("read").add("list");

        bench.challenged(401);

        assertThat(asked()).containsExactly("read list");
    }

    @Test
    void thenNone() throws Exception {
        bench.challenged(401);

        assertThat(servers.at("/authorize").getFirst().form()).doesNotContainKey("scope");
    }

    @Test
    void offlineAccessIsAskedForWhereItIsKnown() throws Exception {
        servers.metadata.putArray("scopes_supported").add("read").add("offline_access");

        bench.challenged(401, "Bearer scope=\"read\"");

        assertThat(asked()).containsExactly("read offline_access");
        assertThat(servers.at("/authorize").getFirst().form()).containsEntry("prompt", "consent");
    }

    @Test
    void offlineAccessIsNotAskedForWithoutWishForIt() throws Exception {
        servers.metadata.putArray("scopes_supported").add("offline_access");
        bench.settings =
                new OAuthSettings(
                        "HQE Workbench",
                        new Grant.Person(),
                        Optional.empty(),
                        Optional.empty(),
                        false);
        bench.laterSession();

        bench.challenged(401, "Bearer scope=\"read\"");

        assertThat(asked()).containsExactly("read");
    }

    @Test
    void moreScopesAreAskedForTogetherWithTheOldOnes() throws Exception {
        bench.challenged(401, "Bearer scope=\"read\"");
        bench.header();

        boolean again = bench.challenged(403, insufficient("write"));

        assertThat(again).isTrue();
        assertThat(asked()).containsExactly("read", "read write");
    }

    @Test
    void scopesThatTheTokenHasAreNotAskedForAgain() throws Exception {
        bench.challenged(401, "Bearer scope=\"read\"");
        bench.header();

        assertThatThrownBy(() -> bench.challenged(403, insufficient("read")))
                .hasMessageContaining("'read', which the token already has");

        assertThat(bench.pages).hasSize(1);
    }

    @Test
    void scopesThatWereWithheldAreNotAskedForAgainForAWhile() throws Exception {
        servers.answers.put("/token", seen -> granting("read"));
        bench.challenged(401, "Bearer scope=\"read\"");
        bench.header();
        bench.challenged(403, insufficient("write"));
        bench.header();

        assertThatThrownBy(() -> bench.challenged(403, insufficient("write")))
                .hasMessageContaining("'write', which were not granted");
        assertThat(bench.pages).hasSize(2);

        bench.forward(OAuthLimits.DEFAULT.signInWindow().toSeconds() + 1);
        bench.header();
        assertThat(bench.challenged(403, insufficient("write"))).isTrue();
    }

    @Test
    void aRefusalWithoutScopesIsNotOurs() throws Exception {
        bench.challenged(401);
        bench.header();

        assertThat(bench.challenged(403, "Bearer error=\"insufficient_scope\"")).isFalse();
    }

    @Test
    void aScopeIsNothingButVisibleCharacters() {
        assertThat(Scopes.of(List.of("a", "", "b c", "d\"", "e\\", "f\n", "g")).names())
                .containsExactly("a", "g");
        assertThat(Scopes.parse("  a  b ")).isEqualTo(Scopes.parse("b a"));
        assertThat(Scopes.parse("x ".repeat(1_000) + "y").names()).containsExactly("x", "y");
    }

    private List<String> asked() {
        return servers.at("/authorize").stream()
                .map(seen -> seen.form().getOrDefault("scope", ""))
                .toList();
    }

    private static Answer granting(String scopes) {
        return Answer.json(
                200,
                Json.object()
                        .put("access_token", "a-" + System.nanoTime())
                        .put("token_type", "Bearer")
                        .put("scope", scopes));
    }

    private static String insufficient(String scopes) {
        return "Bearer error=\"insufficient_scope\", scope=\"" + scopes + "\"";
    }
}
