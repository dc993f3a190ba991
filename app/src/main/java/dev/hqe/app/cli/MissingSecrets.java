package dev.hqe.app.cli;

import dev.hqe.kernel.secret.PassphrasePrompt;
import dev.hqe.kernel.secret.SecretException;
import dev.hqe.kernel.secret.SecretName;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.mcp.config.ConfigReference;
import dev.hqe.mcp.config.HostedServerConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Secrets that a server refers to and nobody has stored.
final class MissingSecrets {

    private MissingSecrets() {}

    /// Says which, and how each is stored. They may be stored later, so this is no refusal. Nobody
    /// is asked for a passphrase.
    static void warn(Path home, HostedServerConfig server, PrintWriter err) {
        List<String> wanted =
                server.references().stream()
                        .filter(reference -> reference.source() == ConfigReference.Source.SECRET)
                        .map(ConfigReference::name)
                        .distinct()
                        .toList();
        if (wanted.isEmpty()) {
            return;
        }
        try (SecretStore secrets =
                SecretStore.inHome(home, System.getenv(), PassphrasePrompt.NOBODY)) {
            Set<String> stored =
                    secrets.names().stream().map(SecretName::value).collect(Collectors.toSet());
            wanted.stream().filter(name -> !stored.contains(name)).forEach(name -> tell(name, err));
        } catch (SecretException e) {
            err.println(
                    "hqe: warning: it cannot be looked up whether these secrets are stored: "
                            + String.join(", ", wanted)
                            + ". "
                            + e.getMessage());
        }
        err.flush();
    }

    private static void tell(String name, PrintWriter err) {
        err.println(
                "hqe: warning: there is no secret '"
                        + name
                        + "' yet, and the server does not start without it. Store it: hqe secret set "
                        + name);
    }
}
