package dev.hqe.shim;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// Which build of the product a process runs. Two sides of a door must be of one build: between two
/// the tools, the rules and the data may have changed.
///
/// @param version of the product
/// @param stamp tells two builds of one version apart
public record Build(String version, String stamp) {

    private static final int MAX_CHARS = 200;

    public Build {
        if (version.isBlank()
                || stamp.isBlank()
                || version.length() + stamp.length() > MAX_CHARS
                || version.indexOf('\n') >= 0
                || stamp.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a build has a version and a stamp, on one line");
        }
    }

    /// The build of an installation: this version, and when its program was made.
    ///
    /// @param jar the program
    public static Build of(Path jar) throws IOException {
        BasicFileAttributes file = Files.readAttributes(jar, BasicFileAttributes.class);
        return new Build(
                ownVersion(),
                Long.toString(file.lastModifiedTime().toMillis(), Character.MAX_RADIX)
                        + '-'
                        + file.size());
    }

    /// A build that is made of classes alone, as in a test.
    public static Build unpacked() throws IOException {
        return new Build(ownVersion(), "unpacked");
    }

    private static String ownVersion() throws IOException {
        try (InputStream in = Build.class.getResourceAsStream("version")) {
            return in == null
                    ? "unknown"
                    : new String(in.readNBytes(MAX_CHARS), StandardCharsets.UTF_8).strip();
        }
    }

    /// For a person: the version, and the stamp for the rest.
    @Override
    public String toString() {
        return version + " (" + stamp + ")";
    }
}
