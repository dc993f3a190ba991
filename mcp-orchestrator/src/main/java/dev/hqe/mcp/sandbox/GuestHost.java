package dev.hqe.mcp.sandbox;

import java.lang.System.Logger.Level;
import java.util.Optional;

/// The port through which a running module asks this side for anything: one object per run, which
/// knows what the module's Topic has been granted.
///
/// **Threads.** Methods are called one at a time per run, each on a virtual thread of its own and
/// never on the guest's: a guest may have recursed to the last bytes of its stack, and ordinary
/// Java code (a class being initialised, a lock being taken) must not run there. When the run is
/// cancelled or its time is up, that thread is interrupted; a method that then does not return
/// keeps the run's thread. Time spent here counts against the run's wall time, not against its CPU
/// time.
///
/// **Errors.** What the guest may not do or what did not work is a [HostAnswer]. Anything thrown
/// ends the run as a [HostFault].
///
/// **Bounds.** The sandbox has cut what comes in to the guest's memory limits; what an answer holds
/// must fit there too, or the run ends with [GuestFault.Kind#HOST_LIMIT].
public interface GuestHost {

    /// A host that gives nothing: every question is refused, and what is logged is dropped.
    static GuestHost none() {
        return NothingGranted.INSTANCE;
    }

    /// Answers one of the `hqe_` functions.
    ///
    /// @param request what the guest sent, meant to be UTF-8 JSON; not checked
    /// @return JSON in UTF-8
    HostAnswer<byte[]> call(HostCall function, byte[] request);

    /// Makes an HTTP request for the guest.
    HostAnswer<HttpAnswer> http(HttpCall request);

    /// A setting of the Topic, as Extism's `config_get` gives it.
    Optional<String> config(String key);

    /// Takes a line of the guest's log; at most 1,000 lines of 4,096 characters per run come here.
    ///
    /// @param level TRACE, DEBUG, INFO, WARNING or ERROR
    void log(Level level, String text);

    /// The lowest level worth sending, which a guest may ask for.
    default Level logLevel() {
        return Level.INFO;
    }
}
