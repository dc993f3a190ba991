package dev.hqe.kernel;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who holds a data directory, in the words of its lock file: `process N, started TIME`. They are
/// written for people, and may be half of it where they are read while they are written.
///
/// @param words without the end of the line
public record HomeOwner(String words) {

    private static final Pattern FORM = Pattern.compile("process ([0-9]{1,10}), started (.+)");

    static HomeOwner thisProcess(Instant now) {
        return new HomeOwner("process " + ProcessHandle.current().pid() + ", started " + now);
    }

    /// The process; empty where the words name none.
    public OptionalLong pid() {
        Matcher matcher = FORM.matcher(words);
        return matcher.matches()
                ? OptionalLong.of(Long.parseLong(matcher.group(1)))
                : OptionalLong.empty();
    }

    /// When it took the lock; empty where the words do not say.
    public Optional<Instant> taken() {
        Matcher matcher = FORM.matcher(words);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(matcher.group(2)));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return words;
    }
}
