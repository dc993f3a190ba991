package dev.hqe.conformance;

import dev.hqe.mcp.oauth.Browser;
import dev.hqe.mcp.oauth.OAuthException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// A browser in which the person says yes at once: it follows the redirects of the sign-in page.
final class SuiteBrowser implements Browser {

    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    @Override
    public void open(URI page) {
        try {
            client.send(
                    HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.discarding());
        } catch (IOException failed) {
            throw new OAuthException("The sign-in page could not be opened.", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new OAuthException("The sign-in page was not waited for.", stopped);
        }
    }
}
