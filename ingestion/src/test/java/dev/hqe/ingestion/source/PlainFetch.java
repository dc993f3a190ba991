package dev.hqe.ingestion.source;

import dev.hqe.ingestion.http.HttpFetch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes requests with the JDK's client. Of who asks it sends the name of the secret.
final class PlainFetch implements HttpFetch, AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final List<Request> requests = new ArrayList<>();

    @Override
    public Answer fetch(Request request, Path body) throws InterruptedException, IOException {
        synchronized (requests) {
            requests.add(request);
        }
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(request.url())
                        .timeout(request.timeout())
                        .method(request.method(), BodyPublishers.ofString(request.body()));
        request.headers().forEach(builder::header);
        request.auth()
                .ifPresent(auth -> builder.header("Authorization", "the secret " + auth.secret()));
        HttpResponse<InputStream> response;
        try {
            response = client.send(builder.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new Unanswered(request.url().getAuthority() + " does not answer", e);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers().map().forEach((name, all) -> headers.put(name, String.join(", ", all)));
        return copied(response, headers, request, body);
    }

    private static Answer copied(
            HttpResponse<InputStream> response,
            Map<String, String> headers,
            Request request,
            Path body)
            throws IOException {
        String problem = "";
        long size = 0;
        try (OutputStream out = Files.newOutputStream(body);
                InputStream in = response.body()) {
            byte[] piece = new byte[8192];
            for (int count = read(in, piece); count != -1; count = read(in, piece)) {
                size += Math.max(0, count);
                if (count < 0 || size > request.maxBytes()) {
                    problem = count < 0 ? "the answer ended in the middle" : "it is too large";
                    break;
                }
                out.write(piece, 0, count);
            }
        }
        return new Answer(response.statusCode(), headers, problem, size > request.maxBytes());
    }

    /// @return -2 if it breaks off
    private static int read(InputStream in, byte[] piece) {
        try {
            return in.read(piece);
        } catch (IOException e) {
            return -2;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
