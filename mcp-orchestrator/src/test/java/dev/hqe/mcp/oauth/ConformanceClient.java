package dev.hqe.mcp.oauth;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.client.HttpAuthorization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the official suite starts for its `auth/...` scenarios: the smallest client that lists and
/// calls a tool with our authorization. The server's address is its last argument; the suite says
/// the rest in the environment.
final class ConformanceClient {

    private static final String MODERN = "2026-07-28";
    private static final URI DOCUMENT =
            URI.create("https://conformance-test.local/client-metadata.json");

    private final URI server;
    private final String version;
    private final HttpAuthorization authorization;
    private final HttpClient http = HttpClient.newHttpClient();

    private ConformanceClient(URI server, String version, HttpAuthorization authorization) {
        this.server = server;
        this.version = version;
        this.authorization = authorization;
    }

    public static void main(String[] arguments) throws Exception {
        URI server = URI.create(arguments[arguments.length - 1]);
        JsonNode context =
                Json.MAPPER.readTree(
                        Optional.ofNullable(System.getenv("MCP_CONFORMANCE_CONTEXT")).orElse("{}"));
        String version =
                Optional.ofNullable(System.getenv("MCP_CONFORMANCE_PROTOCOL_VERSION"))
                        .orElse("2025-11-25");
        String scenario = Optional.ofNullable(System.getenv("MCP_CONFORMANCE_SCENARIO")).orElse("");
        try (OAuthHttp transport = new OAuthHttp(OAuthLimits.DEFAULT)) {
            OAuthAuthorization authorization =
                    new OAuthAuthorization(
                            server,
                            settings(scenario, context),
                            CredentialStore.inMemory(),
                            new RedirectFollower(),
                            transport,
                            InstantSource.system());
            new ConformanceClient(server, version, authorization).run();
        } catch (OAuthException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static OAuthSettings settings(String scenario, JsonNode context)
            throws GeneralSecurityException {
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

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private void run() throws IOException, InterruptedException {
        if (!version.equals(MODERN)) {
            ObjectNode hello = Json.object().put("protocolVersion", version);
            hello.putObject("capabilities");
            hello.putObject("clientInfo").put("name", "hqe").put("version", "2");
            request("initialize", hello);
            request("notifications/initialized", Json.object());
        }
        request("tools/list", Json.object());
        ObjectNode call = Json.object().put("name", "test-tool");
        call.putObject("arguments");
        request("tools/call", call);
    }

    private void request(String method, ObjectNode params)
            throws IOException, InterruptedException {
        ObjectNode message = Json.object().put("jsonrpc", "2.0").put("method", method);
        if (!method.startsWith("notifications/")) {
            message.put("id", 1);
        }
        if (version.equals(MODERN)) {
            ObjectNode meta = params.putObject("_meta");
            meta.put("io.modelcontextprotocol/protocolVersion", version);
            meta.putObject("io.modelcontextprotocol/clientCapabilities");
            meta.putObject("io.modelcontextprotocol/clientInfo")
                    .put("name", "hqe")
                    .put("version", "2");
        }
        message.set("params", params);
        for (int attempts = 0; attempts < 4; attempts++) {
            HttpResponse<String> response = send(method, message);
            int status = response.statusCode();
            if (status / 100 == 2) {
                return;
            }
            boolean again =
                    (status == 401 || status == 403)
                            && authorization.challenged(
                                    server,
                                    status,
                                    response.headers().allValues("WWW-Authenticate"));
            if (!again) {
                throw new OAuthException(method + " was answered with status " + status);
            }
        }
        throw new OAuthException(method + " was challenged again and again");
    }

    private HttpResponse<String> send(String method, ObjectNode message)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .header("MCP-Protocol-Version", version)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        Json.MAPPER.writeValueAsString(message)));
        if (version.equals(MODERN)) {
            request.header("Mcp-Method", method);
            if (method.equals("tools/call")) {
                request.header("Mcp-Name", "test-tool");
            }
        }
        authorization.header(server).ifPresent(value -> request.header("Authorization", value));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
