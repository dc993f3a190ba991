package dev.hqe.memory.embed;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why an endpoint has given no vectors.
///
/// @param message what it did, and what to do
/// @param passing whether it may be otherwise soon
/// @param after the pause that it asks for
record EndpointFailure(
        String message, boolean passing, Optional<Duration> after, @Nullable Throwable cause) {

    private static final int MAX_SAID = 300;

    /// An answer other than 200.
    ///
    /// @param key what must not appear in a message, empty if there is none
    static EndpointFailure of(
            HttpResponse<byte[]> answer, String model, String key, InstantSource clock) {
        int status = answer.statusCode();
        String what =
                switch (status) {
                    case 401, 403 ->
                            key.isEmpty()
                                    ? "wants a key; name one in the settings"
                                    : "refuses the key; store the right one with: hqe secret set";
                    case 404 -> "knows no such address or no model '" + model + "'";
                    case 413 -> "finds the request too large; set a smaller batch";
                    case 429 -> "has had enough requests for now";
                    default ->
                            status >= 300 && status < 400
                                    ? "sends elsewhere; name that address in the settings"
                                    : status >= 500 ? "has failed" : "refuses the request";
                };
        boolean passing = status == 429 || status == 408 || (status >= 500 && status != 501);
        return new EndpointFailure(
                what + " (status " + status + said(answer.body(), key) + ")",
                passing,
                retryAfter(answer.headers(), clock),
                null);
    }

    /// No answer.
    static EndpointFailure of(IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new EndpointFailure(
                "does not answer (" + why + "); see whether it runs", true, Optional.empty(), e);
    }

    /// The beginning of what it says itself, on one line.
    private static String said(byte[] body, String key) {
        String text = new String(body, StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
        String clean = key.isEmpty() ? text : text.replace(key, "***");
        if (clean.isEmpty()) {
            return "";
        }
        return ": " + (clean.length() > MAX_SAID ? clean.substring(0, MAX_SAID) + "..." : clean);
    }

    /// Seconds or a date, RFC 9110, section 10.2.3.
    private static Optional<Duration> retryAfter(HttpHeaders headers, InstantSource clock) {
        String value = headers.firstValue("retry-after").orElse("").strip();
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            ZonedDateTime then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), then.toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
