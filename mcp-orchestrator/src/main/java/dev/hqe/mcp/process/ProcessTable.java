package dev.hqe.mcp.process;

import java.util.List;

/// All processes of this machine, as one look sees them.
interface ProcessTable {

    /// One process.
    ///
    /// @param pid its id
    /// @param parent its parent's id
    /// @param group its process group, or 0 where there is no such thing
    /// @param session its session, or what comes nearest, or 0
    /// @param start when it began, in whatever unit; tells a process from a later one of its id
    /// @param marked whether its environment holds the marker that was looked for
    record Row(long pid, long parent, long group, long session, long start, boolean marked) {}

    /// Every process that is not a zombie.
    ///
    /// @param marker what to look for in the environments
    List<Row> rows(Marker marker);

    /// The table of this operating system.
    ///
    /// @param leader the first process of the tree that is looked for
    static ProcessTable here(ProcessHandle leader) {
        return switch (Platform.HERE) {
            case LINUX -> new ProcTable();
            case POSIX -> new PsTable(PsTable.BSD);
            case WINDOWS -> new HandleTable(leader);
        };
    }
}
