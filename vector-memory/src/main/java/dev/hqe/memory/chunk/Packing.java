package dev.hqe.memory.chunk;

import dev.hqe.memory.chunk.Unit.Edge;
import java.util.ArrayList;
import java.util.List;

/// Puts units into chunks, as many as there is room for, and parts them where the text does. One
/// use.
final class Packing {

    /// A section begins a chunk of its own if the one before it is at least this part full.
    private static final int SECTION_SHARE = 3;

    private final String text;
    private final List<Unit> units;
    private final TokenCounter counter;
    private final ChunkRoom room;
    private final TextPlaces places;
    private final List<Chunk> chunks = new ArrayList<>();

    Packing(String text, List<Unit> units, TokenCounter counter, ChunkRoom room) {
        this.text = text;
        this.units = units;
        this.counter = counter;
        this.room = room;
        this.places = new TextPlaces(text);
    }

    ChunkedText pack() {
        int bytes = places.byteOf(text.length());
        int first = 0;
        int covered = 0;
        while (covered < units.size()) {
            if (chunks.size() == room.chunks()) {
                int reached = places.byteOf(units.get(covered).start());
                return new ChunkedText(chunks, bytes, bytes - reached);
            }
            int end = add(first, covered);
            covered = Math.max(covered, end);
            first = end > first ? again(first, covered) : covered;
        }
        return new ChunkedText(chunks, bytes, 0);
    }

    /// Adds the chunk that begins with a unit.
    ///
    /// @param covered units that are in chunks already
    /// @return behind its last unit; `first` if there was no room for more than is covered
    private int add(int first, int covered) {
        List<String> context = context(units.get(first));
        int end = parted(first, full(first, room.tokens() - tokens(context)));
        while (true) {
            if (end <= covered && first < covered) {
                return first;
            }
            Chunk chunk = chunk(first, end, context);
            if (chunk.tokens() <= room.tokens() || (end == first + 1 && context.isEmpty())) {
                chunks.add(chunk);
                return end;
            }
            if (end > first + 1) {
                end--;
            } else {
                context = context.subList(1, context.size());
            }
        }
    }

    /// Behind the last unit that there is room for, or before the next section.
    private int full(int first, int budget) {
        int start = units.get(first).start();
        int sum = units.get(first).tokens();
        int end = first + 1;
        while (end < units.size()) {
            Unit next = units.get(end);
            boolean section = next.edge() == Edge.SECTION && sum >= budget / SECTION_SHARE;
            boolean full = sum + next.tokens() > budget || next.end() - start > room.chars();
            if (section || full) {
                return end;
            }
            sum += next.tokens();
            end++;
        }
        return end;
    }

    /// The best place to end a chunk in its second half.
    private int parted(int first, int end) {
        if (end == units.size()) {
            return end;
        }
        int start = units.get(first).start();
        int middle = start + (units.get(end - 1).end() - start) / 2;
        int best = end;
        for (int i = end; i > first && units.get(i).start() > middle; i--) {
            if (units.get(i).edge().compareTo(units.get(best).edge()) > 0) {
                best = i;
            }
        }
        return best;
    }

    /// The unit that the next chunk begins with, some before `end` if they are prose that goes on.
    private int again(int first, int end) {
        if (end >= units.size() || units.get(end).edge().compareTo(Edge.SENTENCE) > 0) {
            return end;
        }
        int sum = 0;
        int begin = end;
        while (begin - 1 > first
                && units.get(begin - 1).again()
                && units.get(begin).edge() != Edge.SECTION
                && sum + units.get(begin - 1).tokens() <= room.overlapTokens()) {
            begin--;
            sum += units.get(begin).tokens();
        }
        return sum + units.get(end).tokens() <= room.unitTokens() ? begin : end;
    }

    /// As many of the lines above it as there is room for, the nearest first; if not even that one
    /// fits, its beginning.
    private List<String> context(Unit unit) {
        List<String> lines = Context.above(unit.context(), unit.start());
        int sum = 0;
        int from = lines.size();
        while (from > 0) {
            sum += counter.count(lines.get(from - 1));
            if (sum > room.contextTokens()) {
                break;
            }
            from--;
        }
        if (from < lines.size() || lines.isEmpty()) {
            return lines.subList(from, lines.size());
        }
        String beginning = beginning(lines.getLast());
        return beginning.isEmpty() ? List.of() : List.of(beginning);
    }

    private String beginning(String line) {
        String part = line;
        while (!part.isEmpty() && counter.count(part) > room.contextTokens()) {
            int half = part.length() * 3 / 4;
            int blank = part.lastIndexOf(' ', half);
            int end = blank > 0 ? blank : half;
            boolean splits = end > 0 && Character.isHighSurrogate(part.charAt(end - 1));
            part = part.substring(0, splits ? end - 1 : end);
        }
        return part;
    }

    private int tokens(List<String> context) {
        return context.isEmpty() ? 0 : counter.count(String.join("\n", context) + "\n");
    }

    private Chunk chunk(int first, int end, List<String> context) {
        int start = units.get(first).start();
        int behind = units.get(end - 1).end();
        while (behind > start && Character.isWhitespace(text.charAt(behind - 1))) {
            behind--;
        }
        String part = text.substring(start, behind);
        String passage = context.isEmpty() ? part : String.join("\n", context) + "\n" + part;
        return new Chunk(
                chunks.size(),
                places.byteOf(start),
                places.byteOf(behind),
                places.lineOf(start),
                places.lineOf(behind - 1),
                places.pageOf(start),
                context,
                part,
                counter.count(passage));
    }
}
