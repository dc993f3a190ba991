package dev.hqe.app.source;

import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.http.HttpAuth;
import dev.hqe.ingestion.http.HttpFetch;
import dev.hqe.kernel.secret.SecretReferences;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.mcp.guest.Redaction;
import dev.hqe.mcp.outbound.WebClient;
import dev.hqe.mcp.outbound.WebDownload;
import dev.hqe.mcp.outbound.WebException;
import dev.hqe.mcp.outbound.WebLimits;
import dev.hqe.mcp.outbound.WebRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes the requests of sources with the workbench's web client. A secret goes into its header
/// here and nowhere else, and is taken out of what the API answers. Thread-safe.
public final class WebFetch implements HttpFetch {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final WebClient web;
    private final SecretReferences secrets;

    public WebFetch(WebClient web, SecretStore secrets) {
        this.web = web;
        this.secrets = new SecretReferences(secrets);
    }

    @Override
    public Answer fetch(Request request, Path body) throws InterruptedException, IOException {
        String secret = request.auth().map(this::value).orElse("");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        request.auth().ifPresent(auth -> headers.putAll(header(auth, secret)));
        WebDownload answer;
        try {
            WebLimits limits = limits(request);
            WebRequest sent =
                    WebRequest.of(
                            request.method(),
                            request.url().toString(),
                            new LinkedHashMap<>(headers),
                            request.body().getBytes(StandardCharsets.UTF_8),
                            limits);
            answer = web.download(sent, request.inside(), limits, body);
        } catch (WebException.Unanswered e) {
            String why = String.valueOf(e.getMessage());
            throw new Unanswered(why.replaceFirst("; try again later$", ""), e);
        } catch (WebException.Inside e) {
            throw new IngestException.Refused(
                    e.getMessage() + ", and nobody has added that address as a source", e);
        } catch (WebException.Invalid e) {
            throw new IngestException.Refused(String.valueOf(e.getMessage()), e);
        }
        return clean(answer, secret, body);
    }

    private String value(HttpAuth auth) {
        return secrets.expand(SecretReferences.to(auth.secret())).strip();
    }

    private static Map<String, String> header(HttpAuth auth, String secret) {
        return switch (auth.type()) {
            case BEARER -> Map.of("Authorization", "Bearer " + secret);
            case BASIC ->
                    Map.of(
                            "Authorization",
                            "Basic "
                                    + Base64.getEncoder()
                                            .encodeToString(
                                                    (auth.user() + ":" + secret)
                                                            .getBytes(StandardCharsets.UTF_8)));
            case HEADER -> Map.of(auth.header(), secret);
        };
    }

    private static WebLimits limits(Request request) {
        WebLimits usual = WebLimits.DEFAULT;
        return new WebLimits(
                request.timeout(),
                CONNECT,
                usual.urlChars(),
                usual.requestHeaderBytes(),
                usual.requestBytes(),
                usual.responseHeaderBytes(),
                request.maxBytes());
    }

    private static Answer clean(WebDownload answer, String secret, Path body) throws IOException {
        if (secret.isEmpty()) {
            return new Answer(
                    answer.status(), answer.headers(), answer.problem(), answer.tooLarge());
        }
        Redaction redaction = Redaction.of(List.of(secret));
        redaction.in(body);
        Map<String, String> headers = new LinkedHashMap<>();
        answer.headers().forEach((name, value) -> headers.put(name, redaction.in(value)));
        return new Answer(answer.status(), headers, answer.problem(), answer.tooLarge());
    }
}
