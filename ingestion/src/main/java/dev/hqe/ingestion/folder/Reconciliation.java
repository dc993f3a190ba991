package dev.hqe.ingestion.folder;

import dev.hqe.ingestion.IngestException;
import dev.hqe.ingestion.folder.FolderScan.Context;
import dev.hqe.ingestion.folder.FolderScan.Task;
import dev.hqe.ingestion.internal.FolderWalk;
import dev.hqe.ingestion.internal.FolderWalk.Entering;
import dev.hqe.ingestion.internal.FolderWalk.Entry;
import dev.hqe.kernel.file.FileStamp;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The end of a scan: takes away what is no longer in the folder, if the folder itself is there.
///
/// For one thread.
final class Reconciliation {

    private static final int DELETED_AT_ONCE = 200;

    private final Task task;
    private final SourceFolder source;
    private final Context context;
    private final FolderStore folder;
    private final String rootKey;
    private final Set<String> gone;
    private final RunState state;

    /// @param rootKey of the folder when the scan began
    /// @param gone what the walk has not found
    Reconciliation(
            Task task,
            Context context,
            FolderStore folder,
            String rootKey,
            Set<String> gone,
            RunState state) {
        this.task = task;
        this.source = task.source();
        this.context = context;
        this.folder = folder;
        this.rootKey = rootKey;
        this.gone = gone;
        this.state = state;
    }

    /// Deletes what is gone, if the folder itself is not.
    ///
    /// @param recover whether a run before was stopped between storing and noting
    void run(boolean recover) {
        requireSameRoot();
        state.vanishedPaths().stream()
                .filter(path ->
                        !Files.exists(source.folder().resolve(path), LinkOption.NOFOLLOW_LINKS))
                .forEach(gone::add);
        int found = Known.HELD;
        while (found >= Known.HELD && !state.stopped()) {
            found = gone.size();
            List<String> paths = List.copyOf(gone);
            for (int from = 0; from < paths.size() && !state.stopped(); from += DELETED_AT_ONCE) {
                int to = Math.min(paths.size(), from + DELETED_AT_ONCE);
                state.deleted.addAndGet(folder.deleteFiles(paths.subList(from, to)));
            }
            gone.clear();
            if (found >= Known.HELD) {
                lookForGone();
            }
        }
        if (task.part().whole() && recover && !state.stopped()) {
            state.deleted.addAndGet(folder.deleteUnknown(state));
        }
    }

    /// Compares with the names in the folder, which is quick, once more: holding on to all that the
    /// first walk missed would need memory for it.
    private void lookForGone() {
        Known known = new Known(folder, task.isCompared(), gone, state);
        FolderWalk again = walk(task, context);
        for (Optional<Entry> entry = again.next(); entry.isPresent(); entry = again.next()) {
            if (state.stopped()) {
                gone.clear();
                return;
            }
            switch (entry.get()) {
                case Entry.TooMany tooMany -> throw tooMany(task, context, tooMany);
                case Entry.Unreadable unread -> {
                    known.row(unread.path());
                    known.keepBelow(unread.path());
                }
                case Entry.NotEntered not -> known.keepBelow(not.path());
                case Entry one -> {
                    known.row(one.path());
                    known.hash(one.path());
                }
            }
        }
        known.end();
    }

    /// A disk that is pulled out leaves nothing, or an empty folder where it was mounted: neither
    /// means that its files were deleted.
    private void requireSameRoot() {
        String now = rootKey(source);
        if (!now.equals(rootKey)) {
            throw new IngestException.Failed(
                    source.folder()
                            + ": another folder has taken its place meanwhile. Nothing was deleted;"
                            + " run it again.");
        }
        boolean other =
                !folder.before().rootKey().isEmpty() && !folder.before().rootKey().equals(now);
        if (other && !task.part().whole()) {
            throw new IngestException.Failed(
                    source.folder() + ": is another folder than before. Scan all of it.");
        }
        if (other && state.found.get() + state.ignored.get() == 0 && !gone.isEmpty()) {
            throw new IngestException.Failed(
                    source.folder()
                            + ": is empty and another folder than before, as when a disk is not"
                            + " there. Nothing was deleted. If its files are really gone, put one"
                            + " file into it, or forget what is stored of it.");
        }
    }

    /// The file system's own name of the folder.
    static String rootKey(SourceFolder source) {
        FileStamp now = FileStamp.of(source.folder());
        if (!now.exists() || !Files.isDirectory(source.folder())) {
            throw new IngestException.Refused(
                    source.folder()
                            + ": is not there any more. Nothing was deleted; run it again once it"
                            + " is back.");
        }
        return now.key();
    }

    /// The workbench's own data are never entered: what is stored would change them, and that again
    /// would be something to store.
    static FolderWalk walk(Task task, Context context) {
        Entering entering = task.part().entering();
        Path own = context.database().file().toAbsolutePath().getParent();
        return task.source()
                .walk(
                        context.settings().maxFiles(),
                        task.filter(),
                        (folder, path, attributes) ->
                                !folder.equals(own) && entering.enters(folder, path, attributes));
    }

    static IngestException tooMany(Task task, Context context, Entry.TooMany where) {
        return new IngestException.Failed(
                task.source().folder()
                        + ": has more than "
                        + context.settings().maxFiles()
                        + " entries (reached in '"
                        + where.item()
                        + "'). Name what is not wanted in a .gitignore, ingest a folder further"
                        + " down, or raise the limit.");
    }
}
