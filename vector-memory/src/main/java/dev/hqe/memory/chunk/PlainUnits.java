package dev.hqe.memory.chunk;

import dev.hqe.memory.chunk.Unit.Edge;

/// Takes plain text apart by paragraphs, which blank lines part, and sentences.
final class PlainUnits {

    private final Lines lines;
    private final UnitList units;

    PlainUnits(String text, UnitList units) {
        this.lines = new Lines(text);
        this.units = units;
    }

    void collect() {
        int line = 0;
        while (line < lines.count()) {
            if (lines.isBlank(line)) {
                line++;
                continue;
            }
            int first = line;
            while (line < lines.count() && !lines.isBlank(line)) {
                line++;
            }
            units.addProse(lines.start(first), lines.end(line - 1), Edge.PARAGRAPH, null);
        }
    }
}
