package dev.hqe.ui.internal;

import dev.hqe.ui.Display;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The process environment as GTK and Xlib see it, on Linux. Java's own view of it is a copy from
/// the start and does not change.
final class DesktopEnvironment {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final int OVERWRITE = 1;

    private DesktopEnvironment() {}

    /// Makes this process one of that display: what the display does not name is taken out.
    static void set(Display display) {
        MethodHandle setenv =
                function(
                        LINKER.defaultLookup(),
                        "setenv",
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.ADDRESS,
                                ValueLayout.ADDRESS,
                                ValueLayout.JAVA_INT));
        MethodHandle unsetenv =
                function(
                        LINKER.defaultLookup(),
                        "unsetenv",
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            for (String name : Display.NAMES) {
                MemorySegment variable = arena.allocateFrom(name);
                String value = display.variables().get(name);
                int result =
                        value == null
                                ? (int) unsetenv.invokeExact(variable)
                                : (int)
                                        setenv.invokeExact(
                                                variable, arena.allocateFrom(value), OVERWRITE);
                if (result != 0) {
                    throw new IllegalStateException("the environment cannot take " + name);
                }
            }
        } catch (Throwable e) {
            throw failed("setenv", e);
        }
    }

    /// Whether the X server that the environment names lets this process in. May wait for it
    /// without an end.
    static boolean displayAnswers() {
        try (Arena arena = Arena.ofConfined()) {
            SymbolLookup x11 = library("libX11.so.6", arena);
            MethodHandle open =
                    function(
                            x11,
                            "XOpenDisplay",
                            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
            MethodHandle close =
                    function(
                            x11,
                            "XCloseDisplay",
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
            MemorySegment display = (MemorySegment) open.invokeExact(MemorySegment.NULL);
            if (display.address() == 0) {
                return false;
            }
            int _ = (int) close.invokeExact(display);
            return true;
        } catch (Throwable e) {
            throw failed("XOpenDisplay", e);
        }
    }

    @SuppressWarnings("restricted") // JavaFX will load the same library, so asking adds no risk
    private static SymbolLookup library(String file, Arena arena) {
        return SymbolLookup.libraryLookup(file, arena);
    }

    @SuppressWarnings("restricted") // the JDK has no other way to change the environment
    private static MethodHandle function(
            SymbolLookup lookup, String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(lookup.findOrThrow(name), descriptor);
    }

    private static IllegalStateException failed(String function, Throwable cause) {
        return cause instanceof IllegalStateException known
                ? known
                : new IllegalStateException(function + " cannot be called", cause);
    }
}
