package dev.hqe.mcp.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The last lines of what a server says on standard error, bounded in lines and bytes. Bytes that
/// are not UTF-8 are replaced, so are control characters, and secrets are hidden.
///
/// One thread feeds it by [#drain]; any thread may read [#lines].
final class StderrTail {

    private static final int MIN_SECRET = 4;
    private static final int MAX_SECRET = 4_096;
    private static final String HIDDEN = "[secret]";
    private static final Pattern TERMINAL = Pattern.compile("\u001b\\[[0-9;:?]*[ -/]*[@-~]");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t]]");

    private final StderrLimits limits;
    private final List<String> secrets;
    private final int collect;
    private final Consumer<String> heard;
    private final Deque<String> kept = new ArrayDeque<>();
    private int keptBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    private boolean cut;

    StderrTail(StderrLimits limits, Set<String> secrets, Consumer<String> heard) {
        this.heard = heard;
        this.limits = limits;
        this.secrets =
                secrets.stream()
                        .filter(secret ->
                                secret.length() >= MIN_SECRET && secret.length() <= MAX_SECRET)
                        // A secret that holds another one goes first, or a part of it would stay.
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList();
        // A secret that the cut would go through has to be seen whole to be hidden.
        int longest =
                this.secrets.stream()
                        .mapToInt(secret -> secret.getBytes(StandardCharsets.UTF_8).length)
                        .max()
                        .orElse(0);
        this.collect = limits.lineBytes() + longest;
    }

    /// Reads to the end of the stream.
    void drain(InputStream stderr) throws IOException {
        byte[] block = new byte[4_096];
        try {
            for (int n = stderr.read(block); n >= 0; n = stderr.read(block)) {
                take(block, n);
            }
        } finally {
            endOfStream();
        }
    }

    /// The kept lines, oldest first.
    synchronized List<String> lines() {
        return List.copyOf(kept);
    }

    private synchronized void take(byte[] block, int length) {
        int from = 0;
        for (int at = 0; at < length; at++) {
            if (block[at] == '\n') {
                collect(block, from, at);
                endOfLine();
                from = at + 1;
            }
        }
        collect(block, from, length);
    }

    private void collect(byte[] block, int from, int to) {
        int room = collect - line.size();
        cut |= to - from > room;
        line.write(block, from, Math.min(to - from, room));
    }

    private synchronized void endOfStream() {
        if (line.size() > 0) {
            endOfLine();
        }
    }

    private void endOfLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        keep(withinLimit(readable(text)));
        line.reset();
        cut = false;
    }

    /// A line without its secrets and without what a terminal would act on.
    String readable(String said) {
        String text = said.endsWith("\r") ? said.substring(0, said.length() - 1) : said;
        text = TERMINAL.matcher(text).replaceAll("");
        for (String secret : secrets) {
            text = text.replace(secret, HIDDEN);
        }
        return CONTROL.matcher(text).replaceAll("\ufffd");
    }

    private String withinLimit(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (!cut && utf8.length <= limits.lineBytes()) {
            return text;
        }
        int end = Math.min(utf8.length, limits.lineBytes());
        while (end > 0 && end < utf8.length && (utf8[end] & 0xc0) == 0x80) {
            end--; // not in the middle of a character
        }
        return new String(utf8, 0, end, StandardCharsets.UTF_8) + " [cut]";
    }

    private void keep(String text) {
        heard.accept(text);
        kept.add(text);
        keptBytes += size(text);
        while (kept.size() > limits.lines() || (keptBytes > limits.bytes() && kept.size() > 1)) {
            keptBytes -= size(kept.remove());
        }
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
