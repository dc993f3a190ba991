package dev.hqe.mcp.process;

import java.time.Instant;

/// How a supervised server stands.
public sealed interface ServerState {

    /// It does not run and is started when it is asked for.
    record Stopped() implements ServerState {}

    /// Its process is being started, which takes milliseconds.
    record Starting() implements ServerState {}

    /// Its process runs.
    ///
    /// @param process the process
    /// @param since when it was started
    record Running(ServerProcess process, Instant since) implements ServerState {}

    /// It is being stopped, which may take as long as its grace.
    record Stopping() implements ServerState {}

    /// It has ended by itself and is started again later.
    ///
    /// @param until when
    /// @param failures how often in the window of the policy, from 1
    /// @param reason why it ended
    record BackingOff(Instant until, int failures, String reason) implements ServerState {}

    /// It is not started again until a person says so.
    ///
    /// @param reason what is wrong
    /// @param fix what to do
    record Failed(String reason, String fix) implements ServerState {}
}
