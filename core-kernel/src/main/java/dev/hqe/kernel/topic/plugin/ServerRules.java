package dev.hqe.kernel.topic.plugin;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a server of a plugin must be that a JSON Schema cannot say (§7.2.1, §9.2). Each answer is
/// what is wrong, empty when nothing is, and quotes no value.
final class ServerRules {

    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

    private ServerRules() {}

    static Optional<String> wrong(PluginServer.Stdio server, Path root) {
        if (!PluginPaths.isCommand(server.command())) {
            return Optional.of(
                    "'command' must be one word: the name of a program, or the path of one in the"
                            + " plugin that begins with ./ (arguments belong in 'args')");
        }
        Optional<String> variable =
                server.env().keySet().stream()
                        .filter(name -> !isVariable(name))
                        .findFirst()
                        .map(name ->
                                "'env': '"
                                        + PluginManifest.brief(name)
                                        + "' cannot be set: it is reserved or names no variable");
        if (variable.isPresent()) {
            return variable;
        }
        if (texts(server).anyMatch(text -> text.indexOf('\0') >= 0)) {
            return Optional.of("has a NUL character: remove it");
        }
        if (!PluginPaths.isCwd(server.cwd())) {
            return Optional.of("'cwd' must begin with ./, ${PLUGIN_ROOT} or ${PLUGIN_DATA}");
        }
        // Where the data will be is not known yet; whether a path stays in it can be told from any
        // place outside the plugin.
        Path data = root.resolveSibling("plugin-data-of-" + root.hashCode());
        PluginPaths paths = PluginPaths.of(root, data);
        if (paths.command(server.command()).isEmpty()) {
            return Optional.of("'command' leads out of the plugin's folder");
        }
        return paths.cwd(server.cwd()).isEmpty()
                ? Optional.of("'cwd' leads out of the folder that it begins with")
                : Optional.empty();
    }

    private static Stream<String> texts(PluginServer.Stdio server) {
        return Stream.of(
                        Stream.of(server.command(), server.cwd()),
                        server.args().stream(),
                        server.env().values().stream())
                .flatMap(values -> values);
    }

    private static boolean isVariable(String name) {
        return !name.isEmpty()
                && name.indexOf('=') < 0
                && name.indexOf('\0') < 0
                && !name.equals(PluginPaths.ROOT)
                && !name.equals(PluginPaths.DATA);
    }

    static Optional<String> wrong(PluginServer.Remote server) {
        Optional<String> url = wrongUrl(server.url());
        if (url.isPresent()) {
            return url;
        }
        Set<String> seen = new HashSet<>();
        for (String name : server.headers().keySet()) {
            if (!HEADER_NAME.matcher(name).matches()) {
                return Optional.of(
                        "'headers': '" + PluginManifest.brief(name) + "' cannot name a header");
            }
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                return Optional.of("'headers': '" + name + "' is there twice, but for its case");
            }
        }
        return server.headers().values().stream().allMatch(ServerRules::isHeaderValue)
                ? Optional.empty()
                : Optional.of("'headers': a value cannot stand in a header");
    }

    /// RFC 9110, §5.5: no line breaks or other control characters, no space at either end.
    private static boolean isHeaderValue(String value) {
        return value.equals(value.strip())
                && value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f && c <= 0xff));
    }

    private static Optional<String> wrongUrl(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) { // its message quotes the url
            return Optional.of("'url' is not a URL: see character " + (e.getIndex() + 1));
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean isHttp = scheme.equals("http");
        if (!isHttp && !scheme.equals("https")) {
            return Optional.of("'url' must begin with https:// (or http:// on this machine)");
        }
        String host = uri.getHost();
        String authority = uri.getRawAuthority();
        if (authority != null && authority.indexOf('@') >= 0) {
            return Optional.of("'url' must not hold a user name or password");
        }
        if (host == null || host.isEmpty()) {
            return Optional.of("'url' names no host");
        }
        if (uri.getRawFragment() != null) {
            return Optional.of("'url' must not hold a #fragment");
        }
        return isHttp && !isThisMachine(host)
                ? Optional.of("'url' must begin with https://, because it leads to another machine")
                : Optional.empty();
    }

    private static boolean isThisMachine(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress(); // asks no name server
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
