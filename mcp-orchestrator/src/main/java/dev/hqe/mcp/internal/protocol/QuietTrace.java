package dev.hqe.mcp.internal.protocol;

/// What went wrong, for the log, without what was said: an exception's message may quote what a
/// tool was given, and a log must not.
public final class QuietTrace {

    private static final int MAX_CAUSES = 8;

    private QuietTrace() {}

    /// The class and the frames of an exception and of its causes, at most eight deep.
    public static String of(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.getClass().getName());
        frames(text, thrown);
        Throwable cause = thrown.getCause();
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            text.append("\ncaused by ").append(cause.getClass().getName());
            frames(text, cause);
            cause = cause.getCause();
        }
        return text.toString();
    }

    private static void frames(StringBuilder text, Throwable thrown) {
        for (StackTraceElement frame : thrown.getStackTrace()) {
            text.append("\n  at ").append(frame);
        }
    }
}
