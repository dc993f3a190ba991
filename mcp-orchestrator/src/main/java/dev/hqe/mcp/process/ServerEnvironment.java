package dev.hqe.mcp.process;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Which of our own environment variables a server inherits: the ones that the official SDKs pass
/// on, and what a program needs to know of language, time zone and temporary files. Everything else
/// may be a secret (`HQE_PASSPHRASE`, cloud keys) and has to be configured for the server that
/// needs it.
final class ServerEnvironment {

    private static final List<String> POSIX =
            List.of(
                    "HOME",
                    "LOGNAME",
                    "PATH",
                    "SHELL",
                    "TERM",
                    "USER",
                    "LANG",
                    "LANGUAGE",
                    "TZ",
                    "TMPDIR");
    private static final List<String> WINDOWS =
            List.of(
                    "APPDATA",
                    "COMSPEC",
                    "HOMEDRIVE",
                    "HOMEPATH",
                    "LOCALAPPDATA",
                    "PATH",
                    "PATHEXT",
                    "PROCESSOR_ARCHITECTURE",
                    "PROGRAMDATA",
                    "PROGRAMFILES",
                    "SYSTEMDRIVE",
                    "SYSTEMROOT",
                    "TEMP",
                    "TMP",
                    "USERNAME",
                    "USERPROFILE",
                    "WINDIR");

    private ServerEnvironment() {}

    /// What a server gets.
    ///
    /// @param own the environment of this process
    /// @param configured wins over what is inherited
    static Map<String, String> of(
            Map<String, String> own, Map<String, String> configured, Platform platform) {
        boolean windows = platform == Platform.WINDOWS;
        Map<String, String> result =
                windows ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER) : new TreeMap<>();
        own.forEach((name, value) -> {
            // What begins so is a function that old versions of bash would define, not a value.
            if (inherited(name, windows) && !value.startsWith("()")) {
                result.put(name, value);
            }
        });
        result.putAll(configured);
        return result;
    }

    private static boolean inherited(String name, boolean windows) {
        return windows
                ? WINDOWS.contains(name.toUpperCase(Locale.ROOT))
                : POSIX.contains(name) || name.startsWith("LC_");
    }
}
