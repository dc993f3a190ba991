package dev.hqe.ingestion.read;

import java.util.Optional;

final class XlsxRecordReader extends StreamedReader {
    XlsxRecordReader(SourceBytes source, ReadSettings settings) {
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
