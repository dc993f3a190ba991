package dev.hqe.app.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What an agent asks for with the arguments of `hqe mcp`. The process that the agent starts reads
/// them, or the workbench that it is joined to.
public final class AgentOptions {

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "what the agent sees: the Topics and tools of this profile (hqe profile new);"
                            + " without it, everything")
    private @Nullable String profile;

    @Mixin private ToolsOptions tools = new ToolsOptions();

    /// Reads arguments.
    ///
    /// @throws CommandLine.ParameterException if they make no sense
    public static AgentOptions parse(List<String> arguments) {
        AgentOptions options = new AgentOptions();
        if (!arguments.isEmpty()) {
            new CommandLine(options).parseArgs(arguments.toArray(String[]::new));
        }
        return options;
    }

    /// The profile that is named.
    public Optional<String> profile() {
        return Optional.ofNullable(profile);
    }

    /// How the tools are shown; goes before what the profile says.
    public ToolsOptions tools() {
        return tools;
    }

    /// The arguments that say the same.
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        profile().ifPresent(name -> arguments.addAll(List.of("--profile", name)));
        arguments.addAll(tools.arguments());
        return arguments;
    }
}
