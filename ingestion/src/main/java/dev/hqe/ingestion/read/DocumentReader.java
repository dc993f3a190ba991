package dev.hqe.ingestion.read;

import java.util.Optional;

final class DocumentReader extends StreamedReader {
    DocumentReader(SourceBytes source, ReadSettings settings, Format format) {
        super(source, settings.limits());
    }

    @Override
    Optional<ReadItem> read() {
        return Optional.empty();
    }

    @Override
    ReadException explained(Exception e) {
        return new ReadException("", e);
    }
}
