package dev.hqe.ingestion.watch;

import dev.hqe.kernel.json.Json;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// How a folder is followed at the moment.
///
/// @param folders how many the system tells of
/// @param pending folders with something new that were not looked at yet; -1 for the whole
/// @param lastLook when the folder, or a part of it, was last looked at with a good end
/// @param lastChange when a look last found something new
/// @param note what keeps it from being followed; empty if nothing does
public record WatchState(
        Mode mode,
        int folders,
        int pending,
        Optional<Instant> lastLook,
        Optional<Instant> lastChange,
        String note) {

    /// How it learns of what is new.
    public enum Mode {
        /// It has not looked at the whole folder yet.
        CATCHING_UP,
        /// The system tells.
        WATCHING,
        /// It looks by itself every few seconds: the system does not tell of this file system, or
        /// of no more folders.
        POLLING,
        /// The folder is not there. Nothing is deleted; it goes on once the folder is back.
        ROOT_MISSING,
        /// Runs fail; it tries again. See the source's last run.
        FAILING;

        /// As it is written in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("state", mode.word());
        json.put("folders", folders);
        json.put("pending", pending);
        lastLook.ifPresent(time -> json.put("last_look", time.toString()));
        lastChange.ifPresent(time -> json.put("last_change", time.toString()));
        if (!note.isEmpty()) {
            json.put("note", note);
        }
        return json;
    }
}
