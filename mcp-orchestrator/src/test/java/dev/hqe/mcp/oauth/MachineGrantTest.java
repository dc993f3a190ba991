package dev.hqe.mcp.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.oauth.ScriptedServers.Answer;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Sign-ins without a person: keys, and a company's identity provider.
class MachineGrantTest {

    private final SignInBench bench = new SignInBench();
    private final ScriptedServers servers = bench.servers;

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aKeySignsAnAssertionForThisIssuerAlone() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        use(credentials(Optional.empty(), "ES256", keys));

        bench.challenged(401);

        Map<String, String> form = servers.at("/token").getFirst().form();
        SignedJWT assertion = SignedJWT.parse(form.get("client_assertion"));
        assertThat(assertion.verify(new ECDSAVerifier((ECPublicKey) keys.getPublic()))).isTrue();
        assertThat(assertion.getJWTClaimsSet().getAudience()).containsExactly(servers.issuer());
        assertThat(assertion.getJWTClaimsSet().getIssuer()).isEqualTo("job");
        assertThat(form).containsEntry("resource", servers.server().toString());
    }

    @Test
    void aKeyThatDoesNotFitItsAlgorithmIsNamed() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        use(credentials(Optional.empty(), "ES256", keys));

        assertThatThrownBy(() -> bench.challenged(401))
                .isInstanceOf(OAuthException.class)
                .hasMessageContaining("'ES256'");
    }

    @Test
    void aCredentialIsNotShownToAnotherIssuer() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
        use(credentials(Optional.of("https://login.example"), "ES256", keys));

        assertThatThrownBy(() -> bench.challenged(401))
                .hasMessageContaining("https://login.example");

        assertThat(servers.at("/token")).isEmpty();
    }

    @Test
    void aCompanysProviderExchangesTheIdentityForAGrant() throws Exception {
        servers.metadata
                .putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_basic");
        String grant = "eyJhbGciOiJFUzI1NiJ9.e30.AAAA";
        servers.answers.put(
                "/exchange", seen -> Answer.json(200, Json.object().put("access_token", grant)));
        use(
                new Grant.Enterprise(
                        OAuthClient.withSecret("us", new SecretValue("s")),
                        URI.create(servers.issuer() + "/exchange"),
                        "us-at-the-company",
                        () -> new SecretValue("identity")));

        bench.challenged(401, "Bearer scope=\"read\"");

        assertThat(servers.at("/exchange").getFirst().form())
                .containsEntry("audience", servers.issuer())
                .containsEntry("resource", servers.server().toString())
                .containsEntry("subject_token", "identity")
                .containsEntry("client_id", "us-at-the-company")
                .containsEntry("scope", "read");
        assertThat(servers.at("/token").getFirst().form()).containsEntry("assertion", grant);
        assertThat(servers.at("/token").getFirst().authorization()).startsWith("Basic ");
    }

    private void use(Grant grant) {
        bench.settings = bench.settings.withGrant(grant);
        bench.laterSession();
    }

    private static Grant credentials(Optional<String> issuer, String algorithm, KeyPair keys) {
        return new Grant.ClientCredentials(
                issuer, new Grant.ClientCredential.Key("job", algorithm, keys.getPrivate()));
    }
}
