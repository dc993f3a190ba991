package dev.hqe.ui.internal;

import dev.hqe.kernel.topic.Topic;
import dev.hqe.ui.FolderIngestion.Progress;
import dev.hqe.ui.FolderIngestion.Summary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where adding a folder stands.
public sealed interface IngestState {

    /// Nothing was added yet in this window.
    record Idle() implements IngestState {}

    /// A folder is being read.
    ///
    /// @param cancelling whether it was asked to stop
    record Running(Path folder, Topic topic, Progress progress, Duration since, boolean cancelling)
            implements IngestState {

        /// Files per second since the start; 0 in the first moments.
        public double rate() {
            double seconds = since.toMillis() / 1000.0;
            return seconds < 0.2 ? 0 : progress.done() / seconds;
        }

        /// How much longer it takes at this rate, once the files have been counted.
        public Optional<Duration> left() {
            long files = progress.found() - progress.done();
            return files <= 0 || rate() <= 0
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis((long) (files * 1000 / rate())));
        }

        /// 0 to 1, or -1 while the files have not been counted.
        public double part() {
            return progress.found() == 0
                    ? -1
                    : Math.min(1, (double) progress.done() / progress.found());
        }
    }

    /// The folder was read, or the person ended it.
    record Done(Path folder, Topic topic, Summary summary, Duration took) implements IngestState {}

    /// The folder could not be read.
    record Failed(Path folder, Topic topic, String message) implements IngestState {}

    /// The folder's own name.
    static String nameOf(Path folder) {
        Path name = folder.getFileName();
        return name == null ? folder.toString() : name.toString();
    }
}
