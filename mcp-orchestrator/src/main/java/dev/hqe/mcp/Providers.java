package dev.hqe.mcp;

import dev.hqe.mcp.internal.protocol.QuietTrace;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/// The providers of one kind of thing, and those who want to know when one of them has changed.
/// Thread-safe.
///
/// @param <P> the kind of provider
final class Providers<P> implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Providers.class.getName());

    private final String things;
    private final List<P> all;
    private final Listeners<Runnable> listeners = new Listeners<>();
    private final List<Registration> registrations;

    /// @param things what they provide, for the log
    /// @param onChange registers a listener with one of them
    Providers(String things, List<P> all, BiFunction<P, Runnable, Registration> onChange) {
        this.things = things;
        this.all = List.copyOf(all);
        this.registrations =
                register(provider -> onChange.apply(provider, () -> listeners.tell(Runnable::run)));
    }

    /// Registers something with each of them.
    List<Registration> register(Function<P, Registration> with) {
        return all.stream().map(with).toList();
    }

    /// All of them, in the order in which they are asked.
    List<P> all() {
        return all;
    }

    /// Does something with each of them. A provider is foreign code: one that fails is logged and
    /// does not keep the others out.
    void each(Consumer<? super P> use) {
        for (P provider : all) {
            try {
                use.accept(provider);
            } catch (RuntimeException e) {
                LOG.log(
                        Level.ERROR,
                        () ->
                                "a provider of "
                                        + things
                                        + " failed and is passed over: "
                                        + QuietTrace.of(e));
            }
        }
    }

    /// Runs a listener, on a provider's thread, after one of them has changed; the first who came
    /// is told first.
    Registration onChange(Runnable listener) {
        return listeners.add(listener);
    }

    /// Listens to them no more.
    @Override
    public void close() {
        registrations.forEach(Registration::close);
        listeners.clear();
    }
}
