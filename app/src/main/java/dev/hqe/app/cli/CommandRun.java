package dev.hqe.app.cli;

import dev.hqe.app.Workbench;
import dev.hqe.app.terminal.Station;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One run of the command line.
///
/// @param arguments the whole of what was typed
/// @param station where
/// @param workbench that this runs in; null in a process of its own
record CommandRun(List<String> arguments, Station station, @Nullable Workbench workbench) {

    CommandRun {
        arguments = List.copyOf(arguments);
    }
}
