package dev.hqe.app.door;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Leaves the session of the process that started this one, so that what ends the agent (its
/// terminal, a signal to its process group) does not end the workbench of the others.
public final class Detachment {

    private Detachment() {}

    /// Makes this process the leader of a session of its own (POSIX `setsid`); does nothing where
    /// it is one already, or where there are no sessions.
    @SuppressWarnings("restricted") // the launcher allows native access; this calls setsid, no more
    public static void leaveSession() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> setsid = linker.defaultLookup().find("setsid");
        if (setsid.isEmpty()) {
            return; // Windows
        }
        try {
            int ignored = (int) handle(linker, setsid.get()).invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("setsid cannot be called", e);
        }
    }

    /// The launcher allows native access to all of the class path.
    @SuppressWarnings("restricted")
    private static MethodHandle handle(Linker linker, MemorySegment function) {
        return linker.downcallHandle(function, FunctionDescriptor.of(ValueLayout.JAVA_INT));
    }
}
