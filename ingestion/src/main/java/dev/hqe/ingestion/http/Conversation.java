package dev.hqe.ingestion.http;

import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.http.HttpFetch.Answer;
import dev.hqe.ingestion.http.HttpFetch.Request;
import dev.hqe.ingestion.read.ReadException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Asks an API: no more often than it may be asked, again after what passes, and along redirects.
///
/// Asked again are: no answer, one that breaks off, 408, 425, 429 and 5xx. Other statuses are for a
/// person. A redirect is followed five times at most: with the secret to the API's own host alone,
/// and to this machine or a private network only if the API's own address is that one.
///
/// For one thread.
final class Conversation {

    private static final int MAX_REDIRECTS = 5;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /// An answer of which there is something to read, or 304.
    ///
    /// @param url that has answered
    /// @param problem why it is not whole; empty if it is
    record Got(int status, Map<String, String> headers, URI url, String problem) {

        boolean isNotModified() {
            return status == 304;
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private final HttpApi api;
    private final HttpAsking tools;
    private Instant nextAllowed = Instant.MIN;
    private volatile Optional<Instant> notBefore = Optional.empty();
    private boolean refused;

    Conversation(HttpApi api, HttpAsking tools) {
        this.api = api;
        this.tools = tools;
    }

    /// Until when the API wants to be left alone, if it has said so and nobody has waited for it.
    Optional<Instant> notBefore() {
        return notBefore;
    }

    /// Whether the last page that was asked for is one that it does not answer.
    boolean isRefused() {
        return refused;
    }

    /// Asks for a page.
    ///
    /// @param conditions headers beside the API's own
    /// @param body gets the answer
    /// @throws ReadException if there is none, or none to read; the message says what to do
    Got ask(PageRequest page, Map<String, String> conditions, int maxBytes, Path body)
            throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Answered last = attempt(page, conditions, maxBytes, body);
            if (last.got.isPresent() && last.got.get().problem().isEmpty()) {
                return last.got.get();
            }
            refused = !last.passes;
            if (!last.passes || attempt >= tools.backoff().attempts()) {
                if (last.got.isPresent()) { // some of it can be read
                    return last.got.get();
                }
                throw new ReadException(
                        last.passes
                                ? last.why + ". It was asked " + attempt + " times; try again later"
                                : last.why);
            }
            pause(last, attempt);
        }
    }

    /// How an attempt has ended.
    ///
    /// @param why there is nothing, for a person
    /// @param passes whether it may be better in a moment
    /// @param asked for by `Retry-After`
    private record Answered(
            Optional<Got> got, String why, boolean passes, Optional<Duration> asked) {

        static Answered forGood(String why) {
            return new Answered(Optional.empty(), why, false, Optional.empty());
        }
    }

    private void pause(Answered last, int attempt) throws InterruptedException {
        Duration own = tools.backoff().before(attempt, tools.random());
        Duration asked = last.asked.orElse(Duration.ZERO);
        if (asked.compareTo(tools.backoff().longestAsked()) > 0) {
            Instant until = tools.clock().instant().plus(asked).truncatedTo(ChronoUnit.SECONDS);
            notBefore = Optional.of(until);
            throw new ReadException(
                    last.why + ", and asks to be left alone until " + until + ". Try again then.");
        }
        tools.pauses().pause(asked.plus(own));
    }

    private Answered attempt(
            PageRequest page, Map<String, String> conditions, int maxBytes, Path body)
            throws InterruptedException {
        URI url = page.url();
        for (int redirects = 0; ; redirects++) {
            keepRate();
            Answer answer;
            try {
                answer = tools.fetch().fetch(request(page, url, conditions, maxBytes), body);
            } catch (HttpFetch.Unanswered e) {
                return new Answered(
                        Optional.empty(), String.valueOf(e.getMessage()), true, Optional.empty());
            } catch (IngestException.Refused e) {
                if (redirects == 0) {
                    throw e;
                }
                return Answered.forGood(
                        HttpApi.shown(page.url())
                                + " redirects to "
                                + HttpApi.shown(url)
                                + ": "
                                + e.getMessage());
            } catch (IOException e) {
                throw new ReadException(
                        HttpApi.shown(url)
                                + ": its answer cannot be put into "
                                + tools.scratch()
                                + ": "
                                + e.getMessage()
                                + ". Make room there.",
                        e);
            }
            if (!isRedirect(answer.status())) {
                return judged(url, answer);
            }
            if (redirects == MAX_REDIRECTS) {
                return Answered.forGood(
                        HttpApi.shown(page.url())
                                + " redirects more than "
                                + MAX_REDIRECTS
                                + " times. Give the address where it ends.");
            }
            url = redirected(url, answer);
        }
    }

    private Request request(
            PageRequest page, URI url, Map<String, String> conditions, int maxBytes) {
        boolean own = isOwn(url);
        Map<String, String> headers = new HashMap<>(conditions);
        if (own) {
            headers.putAll(api.headers());
        }
        if (!page.body().isEmpty() && !hasContentType(headers)) {
            headers.put("Content-Type", "application/json");
        }
        return new Request(
                api.method(),
                url,
                headers,
                own ? api.auth() : Optional.empty(),
                page.body(),
                own,
                api.timeout(),
                maxBytes);
    }

    private static boolean hasContentType(Map<String, String> headers) {
        return headers.keySet().stream().anyMatch(name -> name.equalsIgnoreCase("content-type"));
    }

    private void keepRate() throws InterruptedException {
        if (api.rate().isEmpty()) {
            return;
        }
        Instant now = tools.clock().instant();
        Duration interval = api.rate().get().interval();
        Duration left = Duration.between(now, nextAllowed.equals(Instant.MIN) ? now : nextAllowed);
        if (left.isPositive() && left.compareTo(interval) <= 0) { // a clock may have been set back
            tools.pauses().pause(left);
        }
        Instant begun = tools.clock().instant();
        nextAllowed = begun.plus(interval);
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private URI redirected(URI from, Answer answer) {
        String location = answer.header("location");
        String shown = HttpApi.shown(from);
        if (location.isEmpty()) {
            throw new ReadException(shown + " redirects and does not say where to.");
        }
        URI to = resolved(from, location, shown + " redirects to what is no address");
        boolean repeats = answer.status() == 307 || answer.status() == 308;
        if (api.method().equals("POST") && !(repeats && isOwn(to))) {
            throw new ReadException(
                    shown
                            + " redirects a POST to "
                            + HttpApi.shown(to)
                            + ". Give that address if it is the right one.");
        }
        if (isSecure(from) && !isSecure(to)) {
            throw new ReadException(
                    shown + " redirects to http, which anybody can read. It is not followed.");
        }
        return to;
    }

    static URI resolved(URI from, String to, String otherwise) {
        try {
            return HttpApi.address(from.resolve(HttpReference.of(to)).toString());
        } catch (IllegalArgumentException e) {
            throw new ReadException(otherwise + ".", e);
        }
    }

    /// Whether an address is at the API's own host: the same place, or the same host where it says
    /// `http` and is told `https`.
    boolean isOwn(URI url) {
        URI own = api.url();
        if (!lower(own.getHost()).equals(lower(url.getHost()))) {
            return false;
        }
        boolean same = isSecure(own) == isSecure(url) && port(own) == port(url);
        return same || (port(own) == HTTP && port(url) == HTTPS && isSecure(url));
    }

    private static boolean isSecure(URI url) {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    private static int port(URI url) {
        return url.getPort() > 0 ? url.getPort() : isSecure(url) ? HTTPS : HTTP;
    }

    private static String lower(String text) {
        return Objects.requireNonNullElse(text, "").toLowerCase(Locale.ROOT);
    }

    private Answered judged(URI url, Answer answer) {
        int status = answer.status();
        if (status == 304 || status / 100 == 2) {
            boolean cut = !answer.problem().isEmpty();
            String problem =
                    answer.tooLarge()
                            ? HttpApi.shown(url)
                                    + " answers with more than it may. Raise most_mb, or ask for"
                                    + " smaller pages"
                            : answer.problem();
            return new Answered(
                    Optional.of(new Got(status, answer.headers(), url, problem)),
                    problem,
                    cut && !answer.tooLarge(),
                    Optional.empty());
        }
        String shown = HttpApi.shown(url) + " answers " + status;
        boolean passes = (status / 100 == 5 && status != 501) || status == 429;
        if (passes || status == 408 || status == 425) {
            String what = status == 429 ? " (it is asked too often)" : "";
            return new Answered(
                    Optional.empty(),
                    shown + what,
                    true,
                    Backoff.asked(answer.header("retry-after"), tools.clock().instant()));
        }
        return Answered.forGood(shown + ": " + whatToDo(status));
    }

    private String whatToDo(int status) {
        String secret = api.auth().map(who -> who.secret().value()).orElse("");
        return switch (status) {
            case 401 ->
                    secret.isEmpty()
                            ? "it wants to know who asks. Store its key with hqe secret set NAME,"
                                    + " and name it: --auth bearer:NAME"
                            : "it does not accept the secret '"
                                    + secret
                                    + "'. Store a valid one: hqe secret set "
                                    + secret;
            case 403 ->
                    secret.isEmpty()
                            ? "it does not let anybody have this. If it knows you, give --auth"
                            : "the owner of the secret '"
                                    + secret
                                    + "' may not have this. Look at what it was issued for.";
            case 404, 410 -> "there is nothing. Correct the url.";
            case 405 -> "it does not take " + api.method() + ". Give another --method.";
            case 406, 415 -> "it does not like the headers. Give what it wants with --header.";
            case 400, 422 -> "it does not understand the request. Correct query, headers or body.";
            default -> "the request is not one that it answers. Look into its documentation.";
        };
    }
}
