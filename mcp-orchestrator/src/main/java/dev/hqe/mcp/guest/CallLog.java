package dev.hqe.mcp.guest;

import dev.hqe.kernel.entity.TopicId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.regex.Pattern;

/// The log lines of one call, which go into the workbench's log under the Topic's name. Used by one
/// thread at a time.
final class CallLog {

    /// Most lines and characters of one call.
    static final int MAX_LINES = 20;

    static final int MAX_CHARS = 4_096;

    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");

    private final String tool;
    private final Logger log;
    private int lines;
    private int chars;
    private int dropped;

    CallLog(TopicId topic, String tool) {
        this.tool = tool;
        this.log = System.getLogger("dev.hqe.topic." + topic);
    }

    void add(Level level, String text) {
        if (lines == MAX_LINES || chars + text.length() > MAX_CHARS) {
            dropped++;
            return;
        }
        lines++;
        chars += text.length();
        // One line, so that nobody can write what looks like a line of the workbench's.
        String line = UNPRINTABLE.matcher(text).replaceAll(" ");
        log.log(level, () -> tool + ": " + line);
    }

    /// Says how much was left out.
    void end() {
        if (dropped > 0) {
            int count = dropped;
            dropped = 0;
            log.log(Level.INFO, () -> tool + ": and " + count + " more lines that are not kept");
        }
    }
}
