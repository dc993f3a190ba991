package dev.hqe.mcp.profile;

import dev.hqe.kernel.access.AccessScope;
import dev.hqe.mcp.ToolDisplay;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an agent gets that comes in under a name.
///
/// @param name 1 to 64 of `A-Z a-z 0-9 _ . -`, the first one a letter or digit
/// @param scope the Topics and tools that there are for it
/// @param display how the tools are shown
public record Profile(String name, AccessScope scope, ToolDisplay display) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    public Profile {
        if (!isValid(name)) {
            throw new ProfileException(invalid(name));
        }
    }

    /// How the tools are listed, in the words of `profiles.yaml`.
    public Optional<String> show() {
        return ProfileText.word(ProfileText.SHOW, display.mode());
    }

    /// How their names are written, likewise.
    public Optional<String> naming() {
        return ProfileText.word(ProfileText.NAMES, display.names());
    }

    static boolean isValid(String name) {
        return FORM.matcher(name).matches();
    }

    static String invalid(String name) {
        return "'"
                + name.substring(0, Math.min(name.length(), 64))
                + "' is not a profile's name: 1 to 64 of A-Z a-z 0-9 _ . -, beginning with a letter"
                + " or digit";
    }
}
