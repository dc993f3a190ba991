package dev.hqe.ingestion.read;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Everything that a reader gives, for tests.
record Reading(List<ReadItem> items, List<String> notices, Optional<ReadException> failure) {

    static Reading of(String text, String name) {
        return of(text, name, ReadSettings.DEFAULT);
    }

    static Reading of(String text, String name, ReadSettings settings) {
        return of(text.getBytes(StandardCharsets.UTF_8), name, settings);
    }

    static Reading of(byte[] bytes, String name, ReadSettings settings) {
        return all(RecordReaders.open(new ByteArrayInputStream(bytes), name, "", settings));
    }

    static Reading of(Path file) {
        return of(file, ReadSettings.DEFAULT);
    }

    static Reading of(Path file, ReadSettings settings) {
        return all(RecordReaders.open(file, String.valueOf(file.getFileName()), settings));
    }

    private static Reading all(RecordReader opened) {
        try (RecordReader reader = opened) {
            List<ReadItem> items = new ArrayList<>();
            try {
                for (var item = reader.next(); item.isPresent(); item = reader.next()) {
                    items.add(item.get());
                }
                return new Reading(items, reader.notices(), Optional.empty());
            } catch (ReadException e) {
                return new Reading(items, reader.notices(), Optional.of(e));
            }
        }
    }

    /// The records as JSON, broken ones as `place: why`.
    List<String> shown() {
        return items.stream()
                .map(item ->
                        switch (item) {
                            case SourceRecord(var value, var number, var place) -> value.toString();
                            case BrokenRecord(var number, var place, var raw, var why) ->
                                    place + ": " + why;
                        })
                .toList();
    }

    /// @throws AssertionError if there is another number of records, or one is broken
    SourceRecord only() {
        if (failure.isPresent()) {
            throw new AssertionError(failure.get());
        }
        if (items.size() != 1 || !(items.getFirst() instanceof SourceRecord record)) {
            throw new AssertionError("not one record: " + shown());
        }
        return record;
    }

    BrokenRecord broken(int index) {
        return (BrokenRecord) items.get(index);
    }

    String failed() {
        return String.valueOf(failure.orElseThrow().getMessage());
    }
}
