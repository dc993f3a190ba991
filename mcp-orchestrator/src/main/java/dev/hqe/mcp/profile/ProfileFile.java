package dev.hqe.mcp.profile;

import dev.hqe.kernel.json.Problem;
import dev.hqe.kernel.json.SourceDocument;
import dev.hqe.mcp.McpException;
import dev.hqe.mcp.Registration;
import dev.hqe.mcp.internal.disk.LiveFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The profiles in a file that a person may edit while the workbench runs: a change is seen within
/// a quarter of a second by whoever asks. While the file cannot be read there are no profiles;
/// nobody is let in who names one, and whoever is in under one sees nothing. Thread-safe.
public final class ProfileFile {

    /// The file's name in the data directory.
    public static final String NAME = "profiles.yaml";

    private static final System.Logger LOG = System.getLogger(ProfileFile.class.getName());

    private final Path path;
    private final LiveFile<Profiles> file;

    private static final class Form implements LiveFile.Form<Profiles> {

        @Override
        public Profiles nothing() {
            return Profiles.NONE;
        }

        @Override
        public Profiles parse(SourceDocument document) {
            return ProfileText.parse(document);
        }

        @Override
        public String write(Profiles content) {
            return ProfileText.write(content);
        }

        @Override
        public System.Logger log() {
            return LOG;
        }

        @Override
        public String unreadable() {
            return "agents with a profile see nothing until this is mended";
        }

        @Override
        public McpException failure(String message, @Nullable Throwable cause) {
            return cause == null
                    ? new ProfileException(message)
                    : new ProfileException(message, cause);
        }
    }

    /// Reads the file, if there is one.
    public ProfileFile(Path file) {
        this.path = file;
        this.file = new LiveFile<>(file, new Form());
    }

    /// The profiles now; none while the file has [#problems].
    public Profiles profiles() {
        return file.now().content();
    }

    /// Looks at the file now: what is said of it from here on holds no earlier than this.
    public void look() {
        file.look();
    }

    /// What is wrong with the file, each with its line; empty when nothing is.
    public List<Problem> problems() {
        return file.now().problems();
    }

    /// The profile of this name.
    ///
    /// @throws ProfileException if there is none, or the file cannot be read; says what to do
    public Profile require(String name) {
        LiveFile.Reading<Profiles> now = file.now();
        if (!now.isSound()) {
            throw new ProfileException(
                    "the profiles cannot be read, so nobody comes in under one. Mend "
                            + now.problems().getFirst());
        }
        return now.content().require(name);
    }

    /// Changes the profiles and writes the file anew, in one step that no other process comes
    /// between.
    ///
    /// @param change gets the profiles as they are now
    /// @throws ProfileException when the file has problems, or cannot be written
    public void change(UnaryOperator<Profiles> change) {
        file.change(change);
    }

    /// Whether [#change] would lose nothing of the file but what it changes: nobody has written
    /// comments into it, or in an order of their own. Reads the file.
    public boolean isAsWritten() {
        try {
            return !Files.exists(path)
                    || (problems().isEmpty()
                            && Files.readString(path).equals(ProfileText.write(profiles())));
        } catch (IOException e) { // whoever changes it hears why
            return false;
        }
    }

    /// Registers a listener that runs after the profiles have changed. It returns quickly.
    public Registration onChange(Runnable listener) {
        return file.onChange(listener);
    }
}
