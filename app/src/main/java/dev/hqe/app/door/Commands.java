package dev.hqe.app.door;

import dev.hqe.app.terminal.Station;
import java.util.List;

/// The command line of the product, on a workbench that is open. Safe from many threads at once.
@FunctionalInterface
public interface Commands {

    /// Runs one command to its end. Touches nothing of this process: not its standard streams, its
    /// folder or its end.
    ///
    /// @param arguments as they were typed
    /// @param station where
    /// @return the exit code
    int run(List<String> arguments, Station station);
}
