package dev.hqe.conformance;

import dev.hqe.mcp.client.HttpAuthorization;
import dev.hqe.mcp.oauth.CredentialStore;
import dev.hqe.mcp.oauth.Grant;
import dev.hqe.mcp.oauth.OAuthAuthorization;
import dev.hqe.mcp.oauth.OAuthClient;
import dev.hqe.mcp.oauth.OAuthHttp;
import dev.hqe.mcp.oauth.OAuthLimits;
import dev.hqe.mcp.oauth.OAuthSettings;
import dev.hqe.mcp.oauth.SecretValue;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The authorization of the official suite's `auth/...` scenarios: the product's own, with a person
/// who says yes at once and the credentials that the suite hands out.
final class SuiteAuthorization {

    private static final URI DOCUMENT =
            URI.create("https://conformance-test.local/client-metadata.json");

    private SuiteAuthorization() {}

    /// The authorization for one scenario; none for a scenario that is about something else.
    ///
    /// @param server the server that the suite started
    /// @param scenario its name
    /// @param context what the suite says of it, with credentials
    static HttpAuthorization of(URI server, String scenario, JsonNode context) {
        if (!scenario.startsWith("auth/")) {
            return HttpAuthorization.NONE;
        }
        // The connection ends with the process: there is one scenario in it.
        return new OAuthAuthorization(
                server,
                settings(scenario, context),
                CredentialStore.inMemory(),
                new SuiteBrowser(),
                new OAuthHttp(OAuthLimits.DEFAULT),
                InstantSource.system());
    }

    private static OAuthSettings settings(String scenario, JsonNode context) {
        OAuthSettings person =
                OAuthSettings.forPerson("HQE Workbench").withMetadataDocument(DOCUMENT);
        return switch (scenario) {
            case "auth/pre-registration" ->
                    person.withPreRegistered(
                            new OAuthSettings.PreRegistered(
                                    Optional.of(context.get("issuer").stringValue()),
                                    confidential(context)));
            case "auth/client-credentials-basic" ->
                    person.withGrant(
                            new Grant.ClientCredentials(
                                    Optional.empty(),
                                    new Grant.ClientCredential.Secret(confidential(context))));
            case "auth/client-credentials-jwt" ->
                    person.withGrant(
                            new Grant.ClientCredentials(
                                    Optional.empty(),
                                    new Grant.ClientCredential.Key(
                                            context.get("client_id").stringValue(),
                                            context.get("signing_algorithm").stringValue(),
                                            key(context.get("private_key_pem").stringValue()))));
            case "auth/wif-jwt-bearer" ->
                    person.withGrant(
                            new Grant.Workload(
                                    Optional.of(context.get("client_id").stringValue()),
                                    () -> new SecretValue(context.get("valid_jwt").stringValue())));
            case "auth/enterprise-managed-authorization" ->
                    person.withGrant(
                            new Grant.Enterprise(
                                    confidential(context),
                                    URI.create(context.get("idp_token_endpoint").stringValue()),
                                    context.get("idp_client_id").stringValue(),
                                    () ->
                                            new SecretValue(
                                                    context.get("idp_id_token").stringValue())));
            default -> person;
        };
    }

    private static OAuthClient confidential(JsonNode context) {
        return OAuthClient.withSecret(
                context.get("client_id").stringValue(),
                new SecretValue(context.get("client_secret").stringValue()));
    }

    private static PrivateKey key(String pem) {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException broken) {
            throw new IllegalArgumentException("the suite's key is no EC key", broken);
        }
    }
}
