package dev.hqe.ui.internal.servers;

import dev.hqe.mcp.config.ConfigException;
import dev.hqe.mcp.config.ConfigReference;
import dev.hqe.mcp.config.HostedServerConfig;
import dev.hqe.mcp.config.SecretSniffer;
import java.util.ArrayList;
import java.util.List;

/// A configuration as it may be shown: what looks like a secret is not.
final class ShownConfig {

    /// Stands for a value that is not shown.
    static final String HIDDEN = "\u2022\u2022\u2022\u2022\u2022\u2022";

    /// A variable or a header.
    ///
    /// @param hidden whether the value is not shown because it looks like a secret in clear
    /// @param secret whether it is kept with the secrets
    record Setting(String name, String value, boolean hidden, boolean secret) {}

    private ShownConfig() {}

    /// The program with its arguments, or the address.
    static String target(HostedServerConfig server) {
        return switch (server) {
            case HostedServerConfig.Stdio stdio -> {
                List<String> words = new ArrayList<>(List.of(stdio.command()));
                stdio.args().forEach(arg -> words.add(masked("", arg)));
                yield String.join(" ", words);
            }
            case HostedServerConfig.Http http -> masked("", http.url());
        };
    }

    static List<Setting> settings(HostedServerConfig server) {
        var settings =
                switch (server) {
                    case HostedServerConfig.Stdio stdio -> stdio.env();
                    case HostedServerConfig.Http http -> http.headers();
                };
        List<Setting> shown = new ArrayList<>();
        settings.forEach((name, value) -> {
            boolean hidden = SecretSniffer.reason(name, value).isPresent();
            shown.add(new Setting(name, hidden ? HIDDEN : value, hidden, refers(value)));
        });
        return List.copyOf(shown);
    }

    private static boolean refers(String value) {
        try {
            return ConfigReference.in(value).stream()
                    .anyMatch(one -> one.source() == ConfigReference.Source.SECRET);
        } catch (ConfigException e) {
            return false; // whoever starts the server says what is wrong with it
        }
    }

    private static String masked(String name, String value) {
        return SecretSniffer.reason(name, value).isPresent() ? HIDDEN : value;
    }
}
