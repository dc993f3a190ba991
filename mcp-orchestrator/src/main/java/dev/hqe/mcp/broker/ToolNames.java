package dev.hqe.mcp.broker;

import dev.hqe.kernel.file.Sha256;
import dev.hqe.mcp.ToolDefinition;
import dev.hqe.mcp.ToolName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Safe names for a set of tools and the way back: 1 to 44 of `A-Z a-z 0-9 _`, no two underscores
/// in a row and none at an end.
///
/// A name that is safe already stays. In others, whatever is not safe becomes an underscore, which
/// is what lenient clients make of it themselves; where that would say the same of two tools, or be
/// too long, the end is eight or more digits of the name's SHA-256. So the safe name of a tool
/// depends on its name and on those that look like it, not on the order, and never belongs to two.
///
/// 44 is what is left of the 64 that several clients allow after `mcp__hqe-workbench__`, and of
/// Cursor's 60 after the server's name.
final class ToolNames {

    static final int MAX_LENGTH = 44;

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*");
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9]+");
    private static final int DIGITS = 8;

    private final Map<ToolName, ToolName> toSafe = new HashMap<>();
    private final Map<ToolName, ToolName> toReal = new HashMap<>();

    private ToolNames() {}

    /// The names for these tools.
    static ToolNames of(Collection<ToolDefinition> tools) {
        ToolNames names = new ToolNames();
        Map<String, Integer> wanted = new HashMap<>();
        tools.forEach(tool -> wanted.merge(wish(tool.name()), 1, Integer::sum));
        // Those that keep their names first, so that no other can take one.
        tools.stream()
                .map(ToolDefinition::name)
                .filter(name -> isSafe(name.value()))
                .forEach(name -> names.put(name, name));
        tools.stream()
                .map(ToolDefinition::name)
                .filter(name -> !isSafe(name.value()))
                .sorted()
                .forEach(name -> names.add(name, wanted.getOrDefault(wish(name), 0) == 1));
        return names;
    }

    /// The safe name of a tool of the set; the name itself for any other.
    ToolName safe(ToolName real) {
        return toSafe.getOrDefault(real, real);
    }

    /// The tool of the set with that safe name.
    Optional<ToolName> real(ToolName safe) {
        return Optional.ofNullable(toReal.get(safe));
    }

    static boolean isSafe(String name) {
        return name.length() <= MAX_LENGTH && SAFE.matcher(name).matches();
    }

    private void put(ToolName real, ToolName safe) {
        toSafe.put(real, safe);
        toReal.put(safe, real);
    }

    private void add(ToolName real, boolean unique) {
        String wish = wish(real);
        if (unique && wish.length() <= MAX_LENGTH) {
            put(real, new ToolName(wish));
            return;
        }
        String hash = Sha256.of(real.value());
        for (int digits = DIGITS; digits <= MAX_LENGTH - 2; digits++) {
            int head = Math.min(wish.length(), MAX_LENGTH - digits - 1);
            String begin = wish.substring(0, head).replaceAll("_$", "");
            ToolName safe = new ToolName(begin + "_" + hash.substring(0, digits));
            if (!toReal.containsKey(safe)) {
                put(real, safe);
                return;
            }
        }
        // Only names made to have one SHA-256 come here; such a tool keeps its real name.
    }

    private static String wish(ToolName name) {
        String flat = UNSAFE.matcher(name.value()).replaceAll("_").replaceAll("^_|_$", "");
        return flat.isEmpty() ? "tool" : flat;
    }
}
