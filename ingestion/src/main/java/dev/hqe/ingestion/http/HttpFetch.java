package dev.hqe.ingestion.http;

import dev.hqe.ingestion.IngestException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Makes HTTP requests for sources. Thread-safe; blocks, and interrupting the thread ends the
/// request.
public interface HttpFetch {

    /// For a workbench that cannot ask anybody.
    HttpFetch NONE =
            (request, body) -> {
                throw new IngestException.Refused(
                        request.url().getHost() + ": this workbench makes no requests");
            };

    /// One request. It follows no redirect.
    ///
    /// @param url absolute, without user and fragment
    /// @param auth who asks; its secret is put in by who makes the request
    /// @param body empty for none
    /// @param inside whether the host may be this machine or in a private network
    /// @param maxBytes of the answer, unpacked
    record Request(
            String method,
            URI url,
            Map<String, String> headers,
            Optional<HttpAuth> auth,
            String body,
            boolean inside,
            Duration timeout,
            int maxBytes) {

        public Request {
            headers = Map.copyOf(headers);
        }
    }

    /// An answer, whatever its status.
    ///
    /// @param headers by names in lower case, values of one name joined by `, `
    /// @param problem why the file does not have all of its body; empty if it has
    /// @param tooLarge whether that is because it has more than `maxBytes`
    record Answer(int status, Map<String, String> headers, String problem, boolean tooLarge) {

        public Answer {
            headers = Map.copyOf(headers);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /// Nobody has answered; it may be better another time. The message names the host.
    final class Unanswered extends IngestException {

        private static final long serialVersionUID = 1L;

        public Unanswered(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// Makes a request.
    ///
    /// @param body is overwritten with the body of the answer, unpacked; no value of a secret that
    ///   was sent is in it
    /// @throws Unanswered if there is no answer
    /// @throws IngestException.Refused if the request is none that is made: there is no such
    ///   secret, or the host is not one that may be asked
    /// @throws IOException if the file cannot be written
    Answer fetch(Request request, Path body) throws InterruptedException, IOException;
}
