package dev.hqe.mcp.guest;

import dev.hqe.kernel.entity.TopicId;
import dev.hqe.kernel.json.Json;
import dev.hqe.kernel.secret.Secret;
import dev.hqe.kernel.secret.SecretException;
import dev.hqe.kernel.secret.SecretName;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.kernel.topic.Permissions.SecretUse;
import dev.hqe.mcp.outbound.WebRequest;
import dev.hqe.mcp.sandbox.Permission;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The secrets of one call: a program gets a handle, and the value takes the handle's place in a
/// header on its way out. Used by one thread at a time.
final class SecretHandles {

    private static final Pattern HANDLE = Pattern.compile("\\{\\{hqe-secret:([^{}]{0,64})}}");
    private static final String BEGINNING = "{{hqe-secret:";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 16;

    private final TopicId topic;
    private final List<SecretUse> granted;
    private final SecretStore store;
    private final Map<String, SecretUse> handles = new TreeMap<>();
    private final Map<String, String> sent = new TreeMap<>();

    SecretHandles(TopicId topic, List<SecretUse> granted, SecretStore store) {
        this.topic = topic;
        this.granted = granted;
        this.store = store;
    }

    /// Gives a handle for a granted secret; the same one each time. Nothing is opened for that.
    JsonNode handle(byte[] request) {
        Question question = Question.read("hqe_secret", request, "name");
        String name = question.text("name", 64);
        if (!SecretName.isValid(name)) {
            throw question.unfit("'" + Question.shown(name) + "' is not the name of a secret");
        }
        SecretUse use =
                granted.stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                Denied.because(
                                        Permission.SECRETS,
                                        "the secret " + name + " is not granted",
                                        topic,
                                        "secrets: [{name: " + name + ", hosts: [HOST]}]"));
        String handle =
                handles.entrySet().stream()
                        .filter(one -> one.getValue().equals(use))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseGet(() -> newHandle(use));
        return Json.object().put("handle", BEGINNING + handle + "}}");
    }

    private String newHandle(SecretUse use) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        String handle = HexFormat.of().formatHex(random);
        handles.put(handle, use);
        return handle;
    }

    /// The request with values in place of the handles in its headers.
    ///
    /// @param hosts the names that the request's host has in a grant
    /// @throws Denied if a secret is not granted for that host
    /// @throws Unfit if a handle is none of this call's, or stands anywhere else
    WebRequest filledIn(WebRequest request, Collection<String> hosts) {
        requireNoneIn(request.address().toString(), "address");
        requireNoneIn(new String(request.body(), StandardCharsets.ISO_8859_1), "body");
        Map<String, String> headers = new LinkedHashMap<>();
        boolean secret = false;
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            requireNoneIn(header.getKey(), "name of a header");
            String value = header.getValue();
            if (value.contains(BEGINNING)) {
                secret = true;
                value = filledIn(value, hosts);
            }
            headers.put(header.getKey(), value);
        }
        if (secret && headers.keySet().stream().anyMatch(name -> name.equalsIgnoreCase("range"))) {
            // An echo that comes in pieces could not be told.
            throw new Unfit(
                    "http_request: a request with a secret asks for the whole answer;"
                            + " leave the header range out");
        }
        return secret ? request.withHeaders(headers) : request;
    }

    private String filledIn(String value, Collection<String> hosts) {
        if (HANDLE.matcher(value).replaceAll("").contains(BEGINNING)) {
            throw strange();
        }
        return HANDLE.matcher(value)
                .replaceAll(found -> {
                    SecretUse use = handles.get(found.group(1));
                    if (use == null) {
                        throw strange();
                    }
                    if (use.hosts().stream().noneMatch(hosts::contains)) {
                        String host = hosts.iterator().next();
                        throw Denied.because(
                                Permission.SECRETS,
                                "sending the secret "
                                        + use.name()
                                        + " to "
                                        + host
                                        + " is not granted",
                                topic,
                                "secrets: [{name: " + use.name() + ", hosts: [" + host + "]}]");
                    }
                    return Matcher.quoteReplacement(value(use.name()));
                });
    }

    private static Unfit strange() {
        return new Unfit(
                "http_request: a header has a secret's handle that is none of this call's; ask"
                        + " hqe_secret for one in each call");
    }

    private void requireNoneIn(String text, String where) {
        if (isIn(text)) {
            throw new Unfit(
                    "http_request: a secret's handle stands for its value in a header's value only,"
                            + " not in the "
                            + where);
        }
    }

    /// Refuses a question to another function than `http_request` that has a handle in it.
    void requireNoneIn(String function, byte[] request) {
        if (isIn(request)) {
            throw new Unfit(
                    function
                            + ": a secret's handle stands for its value in a header of an"
                            + " http_request only; it ends with the call and cannot be kept");
        }
    }

    /// Whether one of this call's handles stands there. Most calls have none, and then nothing is
    /// looked at.
    boolean isIn(byte[] utf8) {
        return !handles.isEmpty() && isIn(new String(utf8, StandardCharsets.ISO_8859_1));
    }

    private boolean isIn(String text) {
        return handles.keySet().stream().anyMatch(text::contains);
    }

    /// The text with a mark in place of this call's handles.
    String without(String text) {
        String clean = text;
        for (String handle : handles.keySet()) {
            clean = clean.replace(handle, Redaction.MARK);
        }
        return clean;
    }

    private String value(String name) {
        String kept = sent.get(name);
        if (kept != null) {
            return kept;
        }
        try (Secret secret =
                store.find(new SecretName(name))
                        .orElseThrow(() ->
                                new Unfit(
                                        "http_request: there is no secret '"
                                                + name
                                                + "' in this workbench; a person stores it with:"
                                                + " hqe secret set "
                                                + name))) {
            String value = secret.text();
            sent.put(name, value);
            return value;
        } catch (SecretException e) {
            throw new Unfit("http_request: the secret " + name + ": " + e.getMessage());
        }
    }

    /// The values that this call has sent so far.
    Collection<String> sent() {
        return List.copyOf(sent.values());
    }

    /// From now on no handle works.
    void end() {
        handles.clear();
        sent.clear();
    }
}
