package dev.hqe.mcp.host;

import dev.hqe.kernel.json.Json;
import dev.hqe.mcp.Completion;
import dev.hqe.mcp.CompletionRequest;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.RawJson;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.ResourceDefinition;
import dev.hqe.mcp.ResourceProvider;
import dev.hqe.mcp.ResourceRead;
import dev.hqe.mcp.ResourceTemplate;
import dev.hqe.mcp.ToolName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// The resources of the hosted servers, under their own addresses, because results name them so. Of
/// two servers with one address the first by name is asked; of an address of the workbench's own,
/// none. Of a `ui://` address, which is code that a client runs, [UiOwners] says whose it is.
/// Thread-safe.
final class HostedResources implements ResourceProvider {

    private static final int MAX_TEMPLATE = 2_048;

    /// Addresses of the workbench's own, which are nobody else's to answer for.
    private static final String OURS = "hqe:";

    private static final Pattern EXPRESSION = Pattern.compile("\\{[^{}]{1,200}}");

    private final Supplier<Collection<HostedServer>> servers;
    private final Changes changes;
    private final BiPredicate<Principal, ToolName> denied;
    private final UiOwners uiOwners = new UiOwners();

    /// @param denied whether a principal may not have what has this name
    HostedResources(
            Supplier<Collection<HostedServer>> servers,
            Changes changes,
            BiPredicate<Principal, ToolName> denied) {
        this.servers = servers;
        this.changes = changes;
        this.denied = denied;
    }

    private List<HostedServer> open(Principal principal) {
        return servers.get().stream().filter(server -> isOpen(server, principal)).toList();
    }

    private boolean isOpen(HostedServer server, Principal principal) {
        return !denied.test(principal, new ToolName(server.name() + ".resources"));
    }

    @Override
    public List<ResourceDefinition> resources(Principal principal) {
        Map<String, ResourceDefinition> byUri = new LinkedHashMap<>();
        UiOwners.Claims claims = uiOwners.among(servers.get());
        for (HostedServer server : open(principal)) {
            for (ObjectNode resource : server.catalog().resources()) {
                String uri = resource.path("uri").asString("");
                if (isListed(uri) && claims.mayList(server, uri)) {
                    byUri.putIfAbsent(uri, new ResourceDefinition(uri, resource));
                }
            }
        }
        return List.copyOf(byUri.values());
    }

    @Override
    public List<ResourceTemplate> templates(Principal principal) {
        Map<String, ResourceTemplate> byUri = new LinkedHashMap<>();
        for (HostedServer server : open(principal)) {
            for (ObjectNode template : server.catalog().templates()) {
                String uri = template.path("uriTemplate").asString("");
                if (isListed(uri)) {
                    byUri.putIfAbsent(uri, new ResourceTemplate(uri, template));
                }
            }
        }
        return List.copyOf(byUri.values());
    }

    private static boolean isListed(String uri) {
        return !uri.isEmpty() && uri.length() <= MAX_TEMPLATE && !isOurs(uri);
    }

    private static boolean isOurs(String uri) {
        return uri.regionMatches(true, 0, OURS, 0, OURS.length());
    }

    @Override
    public Optional<ObjectNode> read(ResourceRead read) throws InterruptedException {
        Optional<HostedServer> owner = owner(read.uri());
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        HostedServer server = owner.get();
        if (!isOpen(server, read.principal())) {
            return Optional.empty(); // as if there were none, like a tool that is not shown
        }
        RawJson result =
                server.request(
                        read.principal(),
                        read.caller(),
                        client -> client.readResource(read.uri(), server.reporting(read.caller())));
        return Optional.of(HostedTool.own(server, result));
    }

    /// The server that lists this address, else one with a template for it, else one that lists
    /// others which begin alike, since a result may name an address that no list has.
    private Optional<HostedServer> owner(String uri) {
        if (isOurs(uri)) {
            return Optional.empty();
        }
        List<HostedServer> all = new ArrayList<>(servers.get());
        if (UiOwners.isUi(uri)) {
            Optional<HostedServer> claimed = uiOwners.among(all).owner(uri);
            if (claimed.isPresent()) {
                return claimed;
            }
        }
        return all.stream()
                .filter(server -> lists(server, uri))
                .findFirst()
                .or(() -> all.stream().filter(server -> hasTemplate(server, uri)).findFirst())
                .or(() -> all.stream().filter(server -> listsAlike(server, uri)).findFirst());
    }

    private static boolean lists(HostedServer server, String uri) {
        return server.catalog().resources().stream()
                .anyMatch(one -> one.path("uri").asString("").equals(uri));
    }

    private static boolean listsAlike(HostedServer server, String uri) {
        int scheme = uri.indexOf("://");
        if (scheme < 0) {
            return false;
        }
        int authority = uri.indexOf('/', scheme + 3);
        String start = uri.substring(0, authority < 0 ? uri.length() : authority);
        return !start.equals("file://")
                && server.catalog().resources().stream()
                        .anyMatch(one -> one.path("uri").asString("").startsWith(start));
    }

    private static boolean hasTemplate(HostedServer server, String uri) {
        return server.catalog().templates().stream()
                .anyMatch(one -> fits(one.path("uriTemplate").asString(""), uri));
    }

    /// Whether an address can come out of a template: its fixed parts stand in order (RFC 6570 has
    /// more rules; whether there is such a resource is for the server to say).
    static boolean fits(String template, String uri) {
        if (template.isEmpty() || template.length() > MAX_TEMPLATE) {
            return false;
        }
        String[] fixed = EXPRESSION.split(template, -1);
        if (fixed.length == 1 || !uri.startsWith(fixed[0])) {
            return false;
        }
        int at = fixed[0].length();
        for (int i = 1; i < fixed.length - 1; i++) {
            at = uri.indexOf(fixed[i], at);
            if (at < 0) {
                return false;
            }
            at += fixed[i].length();
        }
        String last = fixed[fixed.length - 1];
        return uri.length() - last.length() >= at && uri.endsWith(last);
    }

    @Override
    public Optional<Completion> complete(CompletionRequest request) throws InterruptedException {
        if (isOurs(request.reference())) {
            return Optional.empty();
        }
        for (HostedServer server : open(request.principal())) {
            boolean has =
                    server.catalog().templates().stream()
                            .anyMatch(one ->
                                    one.path("uriTemplate")
                                            .asString("")
                                            .equals(request.reference()));
            if (has) {
                ObjectNode reference =
                        Json.object().put("type", "ref/resource").put("uri", request.reference());
                return Optional.of(HostedPrompt.complete(server, reference, request));
            }
        }
        return Optional.empty();
    }

    @Override
    public Registration onChange(Runnable listener) {
        return changes.onChange(listener);
    }

    @Override
    public Registration onUpdate(Consumer<String> listener) {
        return changes.onUpdate(listener);
    }

    @Override
    public void watched(String uri, boolean watched) {
        owner(uri)
                .ifPresent(server -> {
                    server.want(uri, watched);
                    changes.later(server::settle);
                });
    }
}
