package dev.hqe.app.cli;

import dev.hqe.mcp.broker.BrokerSettings;
import dev.hqe.mcp.broker.NameStyle;
import picocli.CommandLine.Option;

/// How the tools are shown to the agents of a command that serves them.
final class ToolsOptions {

    /// As a person says it.
    enum Shown {
        auto(BrokerSettings.Mode.AUTO),
        direct(BrokerSettings.Mode.DIRECT),
        search(BrokerSettings.Mode.BROKERED);

        private final BrokerSettings.Mode mode;

        Shown(BrokerSettings.Mode mode) {
            this.mode = mode;
        }
    }

    /// As a person says it.
    enum Names {
        client(NameStyle.BY_CLIENT),
        plain(NameStyle.PLAIN),
        safe(NameStyle.SAFE);

        private final NameStyle style;

        Names(NameStyle style) {
            this.style = style;
        }
    }

    @Option(
            names = "--tools",
            paramLabel = "HOW",
            defaultValue = "auto",
            description =
                    "all tools in the list (direct), behind find_tools (search), or whichever costs"
                            + " an agent less (auto, the default)")
    private Shown shown = Shown.auto;

    @Option(
            names = "--names",
            paramLabel = "HOW",
            defaultValue = "client",
            description =
                    "tool names with dots (plain), of letters, digits and _ only (safe), or as the"
                            + " client is known to take them (client, the default)")
    private Names names = Names.client;

    BrokerSettings settings() {
        return BrokerSettings.DEFAULT.mode(shown.mode).names(names.style);
    }
}
