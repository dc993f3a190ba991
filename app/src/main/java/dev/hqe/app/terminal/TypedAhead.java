package dev.hqe.app.terminal;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// What a person has typed that this program has not read yet. A terminal gives it out line by
/// line, so the beginning of a line cannot be read away; `tcflush` (POSIX.1, `<termios.h>`) drops
/// it.
public final class TypedAhead {

    private static final int STANDARD_INPUT = 0;

    private TypedAhead() {}

    /// Drops it, where standard input is a terminal of a POSIX system; else does nothing.
    public static void forget() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> tcflush = linker.defaultLookup().find("tcflush");
        if (tcflush.isEmpty()) {
            return;
        }
        try {
            int dropped = (int) handle(linker, tcflush.get()).invokeExact(STANDARD_INPUT, queue());
            if (dropped != 0) { // no terminal, so nothing was typed
                return;
            }
        } catch (Throwable e) { // an edge: a method handle can throw anything
            System.getLogger(TypedAhead.class.getName())
                    .log(System.Logger.Level.DEBUG, "typed input is not dropped", e);
        }
    }

    /// The launcher allows native access to all of the class path.
    @SuppressWarnings("restricted")
    private static MethodHandle handle(Linker linker, MemorySegment function) {
        return linker.downcallHandle(
                function,
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }

    /// `TCIFLUSH`, received and not read, which systems number differently.
    private static int queue() {
        return System.getProperty("os.name").startsWith("Mac") ? 1 : 0;
    }
}
