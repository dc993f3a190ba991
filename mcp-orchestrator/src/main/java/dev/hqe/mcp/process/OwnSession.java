package dev.hqe.mcp.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a child is made to lead a session or at least a process group of its own, by a small program
/// that does it to itself and then becomes the child: same process, same pipes. A Ctrl-C in the
/// terminal then does not hit the servers past the workbench, and the system knows who belongs
/// together.
///
/// @param prefix what comes before the command; empty where there is no such program
record OwnSession(List<String> prefix) {

    static final OwnSession HERE = find();

    /// The command that runs this one in a session of its own.
    List<String> of(List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    boolean possible() {
        return !prefix.isEmpty();
    }

    private static OwnSession find() {
        if (Platform.HERE == Platform.WINDOWS) {
            return new OwnSession(List.of());
        }
        for (String setsid : List.of("/usr/bin/setsid", "/bin/setsid")) {
            if (Files.isExecutable(Path.of(setsid))) {
                return new OwnSession(List.of(setsid));
            }
        }
        // macOS has no setsid but a perl. A group is what its ps shows.
        return Files.isExecutable(Path.of("/usr/bin/perl"))
                ? viaPerl("/usr/bin/perl")
                : new OwnSession(List.of());
    }

    static OwnSession viaPerl(String perl) {
        return new OwnSession(
                List.of(
                        perl,
                        "-e",
                        "setpgrp; exec { $ARGV[0] } @ARGV; die \"$ARGV[0]: $!\\n\"",
                        "--"));
    }
}
