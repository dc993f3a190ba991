package dev.hqe.ingestion.http;

import java.net.URI;

/// An address in an answer, absolute or relative, as servers write it: spaces and letters that a
/// URI has to encode are encoded.
final class HttpReference {

    private HttpReference() {}

    /// @throws IllegalArgumentException if it is none
    static URI of(String text) {
        StringBuilder clean = new StringBuilder();
        for (char c : text.strip().toCharArray()) {
            if (c <= ' ' || "\"<>\\^`{|}".indexOf(c) >= 0) {
                clean.append('%').append(Character.forDigit(c >> 4, 16));
                clean.append(Character.forDigit(c & 15, 16));
            } else {
                clean.append(c);
            }
        }
        return URI.create(URI.create(clean.toString()).toASCIIString());
    }
}
