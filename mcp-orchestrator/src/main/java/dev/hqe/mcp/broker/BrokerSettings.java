package dev.hqe.mcp.broker;

import dev.hqe.mcp.McpException;
import dev.hqe.mcp.NameStyle;
import dev.hqe.mcp.ToolDisplay;
import dev.hqe.mcp.ToolDisplay.Mode;
import java.util.List;
import java.util.Set;

/// How tools are shown to agents that have not said how they want them ([ToolDisplay]).
///
/// @param mode whether few or many are shown
/// @param crossoverTokens in [Mode#AUTO], the largest listing that is given directly, by
///   [dev.hqe.mcp.TokenEstimate]
/// @param pinned tools that are listed however many there are: names, or beginnings that end with
///   `*`
/// @param names how names are written
/// @param findTokens what one answer of `find_tools` may cost, by the same estimate
public record BrokerSettings(
        Mode mode, int crossoverTokens, Set<String> pinned, NameStyle names, int findTokens) {

    /// Automatic with a crossover of 4,000 tokens, the entities and large results pinned, names by
    /// client, answers of 1,200 tokens.
    public static final BrokerSettings DEFAULT =
            new BrokerSettings(
                    Mode.AUTO,
                    4_000,
                    Set.of("entities.query", "entities.get", "results.read"),
                    NameStyle.BY_CLIENT,
                    1_200);

    public BrokerSettings {
        pinned = Set.copyOf(pinned);
        if (crossoverTokens < 0 || findTokens < 200) {
            throw new McpException(
                    "the broker's crossover must not be negative and an answer of find_tools has at"
                            + " least 200 tokens: crossoverTokens="
                            + crossoverTokens
                            + " findTokens="
                            + findTokens);
        }
    }

    /// The same in another mode.
    public BrokerSettings mode(Mode other) {
        return new BrokerSettings(other, crossoverTokens, pinned, names, findTokens);
    }

    /// The same with names in another style.
    public BrokerSettings names(NameStyle other) {
        return new BrokerSettings(mode, crossoverTokens, pinned, other, findTokens);
    }

    /// The same for somebody who has said how they want them.
    public BrokerSettings shown(ToolDisplay display) {
        return mode(display.modeOr(mode)).names(display.namesOr(names));
    }

    /// The same with other tools pinned.
    public BrokerSettings pinned(List<String> others) {
        return new BrokerSettings(mode, crossoverTokens, Set.copyOf(others), names, findTokens);
    }

    boolean pins(String tool) {
        return pinned.stream()
                .anyMatch(pin ->
                        pin.endsWith("*")
                                ? tool.startsWith(pin.substring(0, pin.length() - 1))
                                : tool.equals(pin));
    }
}
