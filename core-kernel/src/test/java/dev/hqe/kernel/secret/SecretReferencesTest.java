package dev.hqe.kernel.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hqe.kernel.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SecretReferencesTest {

    private final SecretStore store = SecretStore.inMemory();
    private final SecretReferences references = new SecretReferences(store);

    @BeforeEach
    void storeSecrets() {
        store.put(new SecretName("github/token"), Secret.of("t0ken"));
        store.put(new SecretName("tricky"), Secret.of("${secret:github/token} $1 \\ \"quoted\""));
    }

    @Test
    void putsValuesInTheirPlace() {
        assertThat(references.expand("Bearer ${secret:github/token}!${secret:github/token}"))
                .isEqualTo("Bearer t0ken!t0ken");
        assertThat(references.expand("no reference, ${env:HOME} $ { }"))
                .isEqualTo("no reference, ${env:HOME} $ { }");
    }

    @Test
    void doesNotLookAtAValueAgain() {
        assertThat(references.expand("<${secret:tricky}>"))
                .isEqualTo("<${secret:github/token} $1 \\ \"quoted\">");
    }

    @Test
    void expandsACopyOfATree() {
        String source =
                """
                {"env":{"TOKEN":"${secret:github/token}","${secret:tricky}":1},"args":["-t",["${secret:github/token}"],true,null]}\
                """;
        JsonNode tree = Json.MAPPER.readTree(source);

        JsonNode expanded = references.expand(tree);

        assertThat(expanded.toString())
                .isEqualTo(
                        """
                        {"env":{"TOKEN":"t0ken","${secret:tricky}":1},"args":["-t",["t0ken"],true,null]}\
                        """);
        assertThat(tree.toString()).isEqualTo(source);
        assertThat(SecretReferences.in(tree)).containsExactly(new SecretName("github/token"));
    }

    @Test
    void namesAllThatAreMissingAndTheFix() {
        assertThatThrownBy(() -> references.expand("${secret:githb/token} ${secret:x1}"))
                .isInstanceOf(SecretException.Missing.class)
                .hasMessage(
                        "There is no secret 'githb/token' (did you mean 'github/token'?). Store it"
                                + " with: hqe secret set githb/token There is no secret 'x1'. Store"
                                + " it with: hqe secret set x1");
    }

    @Test
    void refusesWhatIsNotWrittenRight() {
        assertThatThrownBy(() -> references.expand("a ${secret:github/token"))
                .isInstanceOf(SecretException.Invalid.class)
                .hasMessage(
                        "'${secret:github/token' has no '}': a secret is named as ${secret:NAME}");
        assertThatThrownBy(() -> references.expand("${secret:}"))
                .isInstanceOf(SecretException.Invalid.class)
                .hasMessageContaining("'' is not a name for a secret");
    }

    @Test
    void boundsTheResult() {
        store.put(new SecretName("large"), Secret.of("x".repeat(Secret.MAX_BYTES)));

        assertThatThrownBy(() -> references.expand("${secret:large}".repeat(5)))
                .isInstanceOf(SecretException.Invalid.class)
                .hasMessageContaining("longer than 4194304 characters");
    }

    @Test
    void writesAReferenceThatItFinds() {
        SecretName name = new SecretName("a/b");

        assertThat(SecretReferences.in(SecretReferences.to(name))).containsExactly(name);
    }
}
