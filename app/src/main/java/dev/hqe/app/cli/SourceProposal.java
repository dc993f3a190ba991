package dev.hqe.app.cli;

import dev.hqe.app.terminal.Station;
import dev.hqe.ingestion.http.HttpApi;
import dev.hqe.ingestion.http.HttpAuth;
import dev.hqe.ingestion.source.SourceFiles;
import dev.hqe.ingestion.source.SourceFiles.Proposed;
import dev.hqe.ingestion.source.SourceSpec;
import dev.hqe.ingestion.source.SourceSpec.FileSource;
import dev.hqe.ingestion.source.SourceSpec.FolderSource;
import dev.hqe.ingestion.source.SourceSpec.HttpSource;
import dev.hqe.kernel.json.Suggestion;
import dev.hqe.kernel.topic.Permissions.HttpAccess;
import dev.hqe.kernel.topic.Topic;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A source that a Topic proposes, and what of it a person has to say: a Topic says what it would
/// like to read, a person says what it gets.
final class SourceProposal {

    private final Topic topic;
    private final SourceSpec spec;

    private SourceProposal(Topic topic, SourceSpec spec) {
        this.topic = topic;
        this.spec = spec;
    }

    /// @throws Failures.BadInput if the Topic proposes none of this name
    static SourceProposal of(Topic topic, String wanted) {
        List<Proposed> proposed = SourceFiles.read(topic, topic.id().value());
        List<String> names = proposed.stream().map(one -> one.name().value()).toList();
        return proposed.stream()
                .filter(each -> each.name().value().equals(wanted))
                .findFirst()
                .map(one -> new SourceProposal(topic, one.spec()))
                .orElseThrow(() ->
                        new Failures.BadInput(
                                "Topic '"
                                        + topic.id()
                                        + "' proposes no source '"
                                        + wanted
                                        + "'"
                                        + Suggestion.among(wanted, names)
                                        + ". It proposes: "
                                        + names));
    }

    /// The proposal with the place that a person has named, or accepted.
    ///
    /// @param named by the person, if any
    /// @param path whether the person takes the path that is proposed
    /// @param url whether the person takes the address that is proposed, and the secret
    /// @param ownAuth whether the person says who asks
    /// @throws Failures.BadInput saying what is proposed, if nobody has accepted that
    ObjectNode with(
            Optional<String> named, boolean path, boolean url, boolean ownAuth, Station station) {
        ObjectNode json = spec.toJson();
        switch (spec) {
            case FileSource file -> json.put("path", path(file.path(), named, path, station));
            case FolderSource folder -> json.put("path", path(folder.path(), named, path, station));
            case HttpSource http -> {
                named.ifPresent(typed -> json.put("url", typed));
                requireAccepted(http, named.isPresent(), url, ownAuth);
            }
        }
        return json;
    }

    private static String path(
            Path proposed, Optional<String> named, boolean accepted, Station station) {
        if (named.isPresent()) {
            return SourcePlace.path(named.get(), station).toString();
        }
        if (proposed.toString().isEmpty()) {
            throw new Failures.BadInput("the Topic proposes no path; give the one to read");
        }
        String absolute = SourcePlace.path(proposed.toString(), station).toString();
        if (!accepted) {
            throw new Failures.BadInput(
                    "the Topic proposes to read "
                            + Foreign.text(absolute)
                            + ". Give the path to read, or --accept-path if it is this one.");
        }
        return absolute;
    }

    /// A host that the Topic was granted may be asked as it was granted. Everything else is for the
    /// person to say, and a secret is not sent to whom nobody has thought of.
    private void requireAccepted(
            HttpSource http, boolean named, boolean accepted, boolean ownAuth) {
        HttpApi api = http.api();
        boolean secretIsClear = ownAuth || api.auth().isEmpty();
        if (accepted || (named ? secretIsClear : isGranted(api, ownAuth))) {
            return;
        }
        String secret =
                api.auth()
                        .filter(auth -> !ownAuth)
                        .map(HttpAuth::secret)
                        .map(name -> " and to send your secret '" + name + "' there")
                        .orElse("");
        throw new Failures.BadInput(
                "the Topic proposes to ask "
                        + Foreign.text(named ? "that address" : api.method() + " " + api.url())
                        + secret
                        + ". Give the url to ask"
                        + (secret.isEmpty() ? "" : " and --auth")
                        + ", or --accept-url if it is as it should be.");
    }

    private boolean isGranted(HttpApi api, boolean ownAuth) {
        URI url = api.url();
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : secure ? 443 : 80;
        String host = url.getHost().toLowerCase(Locale.ROOT);
        List<String> names =
                port == (secure ? 443 : 80)
                        ? List.of(host, host + ":" + port)
                        : List.of(host + ":" + port);
        boolean may =
                topic.manifest().permissions().http().stream()
                        .filter(access -> names.contains(access.host()))
                        .filter(access -> access.methods().contains(api.method()))
                        .anyMatch(access -> secure || isInside(access));
        boolean secretMay =
                ownAuth
                        || api.auth()
                                .map(auth ->
                                        topic.manifest().permissions().secrets().stream()
                                                .filter(use ->
                                                        use.name().equals(auth.secret().value()))
                                                .anyMatch(use ->
                                                        use.hosts().stream()
                                                                .anyMatch(names::contains)))
                                .orElse(true);
        return may && secretMay;
    }

    private static boolean isInside(HttpAccess access) {
        return access.privateNetwork();
    }
}
