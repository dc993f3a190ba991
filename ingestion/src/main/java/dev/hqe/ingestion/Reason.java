package dev.hqe.ingestion;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Why a file or a record did not become an entity. The word of a reason is stored and never
/// changes.
public enum Reason {
    /// It has a NUL character.
    BINARY(true),
    /// It is over the limit of size.
    TOO_LARGE(true),
    /// It is a symbolic link. Links are never followed: what they lead to is either in the folder,
    /// and found there, or not meant.
    LINK(true),
    /// It is a pipe, a socket or a device.
    SPECIAL(true),
    /// It starts like text and is not UTF-8, nor UTF-16 with a byte order mark.
    ENCODING(false),
    /// Its data does not follow the Topic's schema, or its path cannot be the name of an entity.
    INVALID(false),
    /// It is no record: a row with too many fields, a line that is no JSON.
    BROKEN(false),
    /// The source's mapping cannot make an entity of it.
    UNMAPPED(false),
    /// The source's transform cannot make anything of it.
    UNTRANSFORMED(false),
    /// It could not be read. What was stored of it earlier is kept.
    UNREADABLE(false);

    private final boolean skipped;

    Reason(boolean skipped) {
        this.skipped = skipped;
    }

    /// Whether this is by design (nobody wants it as text) and not a fault that somebody may want
    /// to mend.
    public boolean isSkipped() {
        return skipped;
    }

    /// The reason of a word, if there is one.
    public static Optional<Reason> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /// As it is stored: `too_large`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
