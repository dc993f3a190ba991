package dev.hqe.mcp.process;

import java.util.List;

/// How a server's process ended.
///
/// @param code its exit code; on POSIX 128 and the signal's number if a signal ended it
/// @param requested whether it was stopped by us
/// @param leftBehind how many processes of its tree outlived it and were ended
/// @param stderr the last lines it said, oldest first
public record ServerExit(int code, boolean requested, int leftBehind, List<String> stderr) {

    private static final int SHOWN_LINES = 5;
    private static final int SIGNALS = 128;

    public ServerExit {
        stderr = List.copyOf(stderr);
    }

    /// Why it ended, for people: the code, and the last few lines that it said.
    public String reason() {
        StringBuilder text = new StringBuilder();
        if (requested) {
            text.append("stopped");
        } else if (code > SIGNALS && code < SIGNALS + 65) {
            text.append("ended by signal ").append(code - SIGNALS);
        } else {
            text.append("ended with exit code ").append(code);
        }
        if (!requested && stderr.isEmpty()) {
            text.append(", without a word on standard error");
        } else if (!requested) {
            text.append("; it said last:");
            stderr.stream()
                    .skip(Math.max(0, stderr.size() - SHOWN_LINES))
                    .forEach(line -> text.append("\n  ").append(line));
        }
        return text.toString();
    }
}
