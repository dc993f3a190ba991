package dev.hqe.ingestion.internal;

import java.io.IOException;
import java.nio.file.Path;

/// A `.gitignore` is too long to be read whole. What it excludes is not known then, and taking in
/// what somebody has excluded is worse than taking in nothing. The message names the file and what
/// to do about it.
public final class TooManyRules extends IOException {

    private static final long serialVersionUID = 1L;

    TooManyRules(Path file, String what) {
        super(file + ": has more than " + what + ", so what it excludes is not known. Shorten it.");
    }
}
