package dev.hqe.ingestion.read;

import java.time.Duration;

/// How much of a source is held at once, and how long one document may take. What is larger is
/// refused with the name of the limit; nothing is cut silently.
///
/// @param maxRecordChars longest record: a row, a line of JSON Lines, an element, the text of a
///   document, in UTF-16 units
/// @param maxDocumentBytes largest file that has to be held or unpacked as a whole: a PDF, a Word
///   file (packed, and its parts unpacked), the shared texts of a workbook. HTML and mail, of which
///   a tree is made, may have an eighth of it.
/// @param maxInflatedBytes most that a workbook may be unpacked; its sheets are never held
/// @param documentTimeout longest that one document may take to be read
public record ReadLimits(
        int maxRecordChars,
        long maxDocumentBytes,
        long maxInflatedBytes,
        Duration documentTimeout) {

    /// 16 Mi characters, 256 MiB, 4 GiB, two minutes.
    public static final ReadLimits DEFAULT =
            new ReadLimits(16 << 20, 256L << 20, 4L << 30, Duration.ofMinutes(2));

    private static final int LEAST_CHARS = 1024;

    public ReadLimits {
        if (maxRecordChars < LEAST_CHARS || maxRecordChars > 512 << 20) {
            throw new IllegalArgumentException(
                    "maxRecordChars must be 1,024 to 536,870,912, was " + maxRecordChars);
        }
        if (maxDocumentBytes < 1 || maxInflatedBytes < maxDocumentBytes) {
            throw new IllegalArgumentException(
                    "maxDocumentBytes must be positive and at most maxInflatedBytes, were "
                            + maxDocumentBytes
                            + " and "
                            + maxInflatedBytes);
        }
        if (!documentTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "documentTimeout must be positive, was " + documentTimeout);
        }
    }

    public ReadLimits withMaxRecordChars(int chars) {
        return new ReadLimits(chars, maxDocumentBytes, maxInflatedBytes, documentTimeout);
    }

    /// Raises [#maxInflatedBytes] to it where that is smaller.
    public ReadLimits withMaxDocumentBytes(long bytes) {
        return new ReadLimits(
                maxRecordChars, bytes, Math.max(bytes, maxInflatedBytes), documentTimeout);
    }

    /// Lowers [#maxDocumentBytes] to it where that is larger.
    public ReadLimits withMaxInflatedBytes(long bytes) {
        return new ReadLimits(
                maxRecordChars, Math.min(bytes, maxDocumentBytes), bytes, documentTimeout);
    }

    public ReadLimits withDocumentTimeout(Duration timeout) {
        return new ReadLimits(maxRecordChars, maxDocumentBytes, maxInflatedBytes, timeout);
    }
}
