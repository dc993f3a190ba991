package dev.hqe.memory;

import dev.hqe.memory.chunk.Chunk;
import dev.hqe.memory.index.Cutter;
import dev.hqe.memory.index.EntityText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Each paragraph is a chunk. A text that says `cannot be cut` cannot.
public final class ParagraphCutter implements Cutter {

    private static final Pattern PARAGRAPH = Pattern.compile("\\S(?:[^\\n]|\\n(?=\\S))*+");

    @Override
    public List<Chunk> cut(EntityText text) {
        if (text.text().contains("cannot be cut")) {
            throw new IllegalStateException("this text cannot be cut");
        }
        List<Chunk> chunks = new ArrayList<>();
        Matcher matcher = PARAGRAPH.matcher(text.text());
        while (matcher.find()) {
            String before = text.text().substring(0, matcher.start());
            String found = matcher.group();
            int start = bytes(before);
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            chunks.add(
                    new Chunk(
                            chunks.size(),
                            start,
                            start + bytes(found),
                            line,
                            line + (int) found.chars().filter(c -> c == '\n').count(),
                            0,
                            List.of(),
                            found,
                            found.split("\\s+").length));
        }
        return chunks;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
