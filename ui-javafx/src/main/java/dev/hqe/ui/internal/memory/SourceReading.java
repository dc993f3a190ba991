package dev.hqe.ui.internal.memory;

import dev.hqe.ingestion.Origins;
import dev.hqe.ingestion.Origins.Origin;
import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.kernel.file.Sha256;
import dev.hqe.memory.Citation;
import dev.hqe.memory.index.EntityText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the sources of hits, and looks how the files are that they came from. Methods block.
///
/// @param origins null where the workbench does not know files
record SourceReading(EntityStore entities, @Nullable Origins origins) {

    /// Largest file that is compared with what was read, in bytes.
    private static final long MAX_COMPARED = 64L << 20;

    /// What a hit stands in.
    ///
    /// @param listed all hits, of which those in the same text are marked beside it
    Opened of(Found found, List<Found> listed, Terms terms) {
        Citation cited = found.hit().cited();
        List<Citation> here =
                listed.stream()
                        .map(one -> one.hit().cited())
                        .filter(one ->
                                one.entity().equals(cited.entity()) && one.of() == cited.of())
                        .sorted(Comparator.comparingInt(Citation::startByte))
                        .toList();
        return read(
                cited.entity(), cited, found.hit().passage().text(), found.number(), here, terms);
    }

    /// A whole entity.
    Opened of(EntityId id) {
        return read(id, null, "", 0, List.of(), Terms.NONE);
    }

    private Opened read(
            EntityId id,
            @Nullable Citation cited,
            String expected,
            int number,
            List<Citation> here,
            Terms terms) {
        try {
            return entities.get(id)
                    .<Opened>map(stored ->
                            new Opened.Shown(shown(stored, cited, expected, number, here, terms)))
                    .orElseGet(() -> new Opened.Gone(id.value()));
        } catch (RuntimeException e) { // the edge: shown to the person
            return new Opened.Failed(String.valueOf(e.getMessage()));
        }
    }

    private Source shown(
            StoredEntity stored,
            @Nullable Citation cited,
            String expected,
            int number,
            List<Citation> here,
            Terms terms) {
        EntityText text = EntityText.of(stored.entity().data());
        boolean changed = cited != null && !stands(text, cited, expected);
        Citation range =
                cited == null || changed ? new Citation(stored.id(), text.of(), 0, 0) : cited;
        return new Source(
                stored,
                text.title().isEmpty() ? stored.id().value() : text.title(),
                text.path(),
                cited,
                changed,
                changed ? 0 : number,
                SourceText.of(text.text(), range, changed ? List.of() : here),
                terms,
                standing(stored));
    }

    /// Whether what was cited still stands there.
    private static boolean stands(EntityText text, Citation cited, String expected) {
        byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
        return text.of() == cited.of()
                && cited.endByte() <= bytes.length
                && new String(
                                bytes,
                                cited.startByte(),
                                cited.endByte() - cited.startByte(),
                                StandardCharsets.UTF_8)
                        .equals(expected);
    }

    private FileStanding standing(StoredEntity stored) {
        Optional<Origin> origin = origins == null ? Optional.empty() : origins.of(stored.id());
        if (origin.isEmpty()) {
            return new FileStanding.None();
        }
        Path file = origin.get().file();
        String noted = stored.entity().data().path("sha256").asString("");
        String hash = noted.isEmpty() ? origin.get().sha256() : noted;
        try {
            if (!Files.isRegularFile(file)) {
                return new FileStanding.Gone(file);
            }
            if (hash.isEmpty() || Files.size(file) > MAX_COMPARED) {
                return new FileStanding.There(file);
            }
            return Sha256.of(file).equals(hash)
                    ? new FileStanding.Same(file)
                    : new FileStanding.Changed(file);
        } catch (IOException unreadable) {
            return new FileStanding.Gone(file);
        }
    }
}
