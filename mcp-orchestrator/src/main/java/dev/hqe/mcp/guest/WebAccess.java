package dev.hqe.mcp.guest;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.topic.Permissions.HttpAccess;
import dev.hqe.mcp.guest.CallBudget.Item;
import dev.hqe.mcp.outbound.Reach;
import dev.hqe.mcp.outbound.WebClient;
import dev.hqe.mcp.outbound.WebException;
import dev.hqe.mcp.outbound.WebRequest;
import dev.hqe.mcp.outbound.WebResponse;
import dev.hqe.mcp.sandbox.HttpAnswer;
import dev.hqe.mcp.sandbox.HttpCall;
import dev.hqe.mcp.sandbox.Permission;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// HTTP requests to granted hosts by granted methods.
///
/// `https` goes anywhere that is granted; `http` only to hosts that are granted as `private`, and
/// then only to addresses inside. A redirect is an answer: a program that wants to follow it asks
/// again, and is judged again.
final class WebAccess {

    private static final int MAX_HOST = 253;

    private final TopicId topic;
    private final List<HttpAccess> granted;
    private final WebClient web;
    private final SecretHandles secrets;
    private final CallBudget budget;

    WebAccess(
            TopicId topic,
            List<HttpAccess> granted,
            WebClient web,
            SecretHandles secrets,
            CallBudget budget) {
        this.topic = topic;
        this.granted = granted;
        this.web = web;
        this.secrets = secrets;
        this.budget = budget;
    }

    HttpAnswer send(HttpCall call) throws InterruptedException {
        try {
            return sent(call);
        } catch (WebException.Invalid | WebException.Unanswered e) {
            throw new Unfit("http_request: " + e.getMessage());
        }
    }

    private HttpAnswer sent(HttpCall call) throws InterruptedException {
        WebRequest request =
                WebRequest.of(call.method(), call.url(), call.headers(), call.body(), web.limits());
        if (request.host().length() > MAX_HOST) {
            throw new Unfit("http_request: the host has more than " + MAX_HOST + " characters");
        }
        List<String> hosts = namesOf(request);
        HttpAccess access = access(request, hosts);
        if (!request.secure() && !access.privateNetwork()) {
            throw new Unfit(
                    "http_request: "
                            + request.host()
                            + " is asked by https only; http is for hosts that are granted as"
                            + " private");
        }
        budget.spend(Item.REQUESTS, 1);
        WebRequest filled = secrets.filledIn(request, hosts);
        return redacted(answer(filled, access));
    }

    private WebResponse answer(WebRequest request, HttpAccess access) throws InterruptedException {
        try {
            return web.send(request, access.privateNetwork());
        } catch (WebException.Inside e) {
            String what = String.valueOf(e.getMessage());
            if (e.reach() == Reach.NOWHERE) {
                throw Denied.forGood(Permission.HTTP, what);
            }
            throw Denied.because(
                    Permission.HTTP,
                    what + ", which is not granted",
                    topic,
                    line(access.host(), access.methods(), true));
        }
    }

    private HttpAnswer redacted(WebResponse response) {
        Collection<String> sent = secrets.sent();
        if (sent.isEmpty()) {
            return new HttpAnswer(response.status(), response.headers(), response.body());
        }
        Redaction redaction = Redaction.of(sent);
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers()
                .forEach((name, value) -> headers.put(redaction.in(name), redaction.in(value)));
        return new HttpAnswer(response.status(), headers, redaction.in(response.body()));
    }

    /// How a grant may name the host: with its port, and without if that is the scheme's own.
    private static List<String> namesOf(WebRequest request) {
        String whole = request.host() + ":" + request.port();
        return request.authority().equals(whole)
                ? List.of(whole)
                : List.of(request.authority(), whole);
    }

    private HttpAccess access(WebRequest request, List<String> hosts) {
        List<HttpAccess> ofHost =
                granted.stream().filter(one -> hosts.contains(one.host())).toList();
        TreeSet<String> methods = new TreeSet<>();
        for (HttpAccess access : ofHost) {
            if (access.methods().contains(request.method())) {
                return access;
            }
            methods.addAll(access.methods());
        }
        methods.add(request.method());
        throw Denied.because(
                Permission.HTTP,
                request.method() + " requests to " + request.authority() + " are not granted",
                topic,
                line(
                        request.authority(),
                        methods,
                        ofHost.stream().anyMatch(HttpAccess::privateNetwork)));
    }

    private static String line(String host, Collection<String> methods, boolean inside) {
        return "http: [{host: '"
                + host
                + "', methods: ["
                + String.join(", ", methods)
                + "]"
                + (inside ? ", private: true" : "")
                + "}]";
    }
}
