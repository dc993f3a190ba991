package dev.hqe.app.agent;

import dev.hqe.mcp.NameStyle;
import dev.hqe.mcp.ToolDisplay;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How the tools are shown to an agent, as a command line says it.
public final class ToolsOptions {

    /// As a person says it.
    enum Shown {
        auto(ToolDisplay.Mode.AUTO),
        direct(ToolDisplay.Mode.DIRECT),
        search(ToolDisplay.Mode.BROKERED);

        private final ToolDisplay.Mode mode;

        Shown(ToolDisplay.Mode mode) {
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
            description =
                    "all tools in the list (direct), behind find_tools (search), or whichever costs"
                            + " an agent less (auto, the default)")
    private @Nullable Shown shown;

    @Option(
            names = "--names",
            paramLabel = "HOW",
            description =
                    "tool names with dots (plain), of letters, digits and _ only (safe), or as the"
                            + " client is known to take them (client, the default)")
    private @Nullable Names names;

    /// What was said.
    public ToolDisplay display() {
        return new ToolDisplay(
                shown == null ? null : shown.mode, names == null ? null : names.style);
    }

    /// The arguments that say the same.
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (shown != null) {
            arguments.addAll(List.of("--tools", shown.name()));
        }
        if (names != null) {
            arguments.addAll(List.of("--names", names.name()));
        }
        return arguments;
    }
}
