package dev.hqe.ingestion.http;

import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.secret.SecretName;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Who asks: a secret by its name, and how it is sent. Its value is never here.
///
/// @param header of [Type#HEADER], else empty
/// @param user of [Type#BASIC], else empty
public record HttpAuth(Type type, SecretName secret, String header, String user) {

    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

    /// How a secret is sent.
    public enum Type {
        /// `Authorization: Bearer VALUE` (RFC 6750).
        BEARER,
        /// `Authorization: Basic` with a user and the secret as password (RFC 7617).
        BASIC,
        /// In a header of the API's own, as it is.
        HEADER;

        /// As a source file writes it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public HttpAuth {
        boolean named = HEADER.matcher(header).matches();
        if (type == Type.HEADER ? !named : !header.isEmpty()) {
            throw new IllegalArgumentException(
                    type == Type.HEADER
                            ? "auth of the type header needs the header's name, such as X-Api-Key"
                            : "auth.header is for the type header");
        }
        boolean fits = !user.isEmpty() && user.indexOf(':') < 0;
        if (type == Type.BASIC ? !fits : !user.isEmpty()) {
            throw new IllegalArgumentException(
                    type == Type.BASIC
                            ? "auth of the type basic needs a user, without a colon"
                            : "auth.user is for the type basic");
        }
    }

    static HttpAuth of(JsonNode json) {
        String word = json.path("type").asString("");
        Type type =
                Arrays.stream(Type.values())
                        .filter(one -> one.word().equals(word))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "auth.type is '"
                                                + word
                                                + "'; there are: bearer, basic, header"));
        return new HttpAuth(
                type,
                new SecretName(json.path("secret").asString("")),
                json.path("header").asString(""),
                json.path("user").asString(""));
    }

    /// As an option of the command line says it: `bearer:SECRET`, `basic:USER:SECRET`,
    /// `header:NAME:SECRET`.
    ///
    /// @return the object `auth` of a source file; not yet checked
    public static ObjectNode typed(String option) {
        String[] parts = option.split(":", 3);
        boolean two = parts[0].equals("bearer");
        if (parts.length < (two ? 2 : 3)) {
            throw new IllegalArgumentException(
                    "give bearer:SECRET, basic:USER:SECRET or header:NAME:SECRET, where SECRET is"
                            + " the name of a secret (hqe secret set SECRET)");
        }
        ObjectNode json = Json.object().put("type", parts[0]);
        switch (parts[0]) {
            case "bearer" -> json.put("secret", option.substring("bearer:".length()));
            case "basic" -> json.put("user", parts[1]).put("secret", parts[2]);
            default -> json.put("header", parts[1]).put("secret", parts[2]);
        }
        return json;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("type", type.word());
        if (!header.isEmpty()) {
            json.put("header", header);
        }
        if (!user.isEmpty()) {
            json.put("user", user);
        }
        json.put("secret", secret.value());
        return json;
    }
}
