package dev.hqe.mcp;

import java.time.Duration;

/// The bounds of what a server keeps beyond single requests.
///
/// @param parked calls that wait for their client to answer a question, all clients together
/// @param askTimeout how long a question waits for its answer
/// @param tasks how many there are at most, ended ones included
/// @param taskBytes what the results of ended tasks may take together
/// @param taskTtl how long a task is kept, from its start on
/// @param taskPoll how often a client should ask after one
/// @param promoteAfter how long a call of a client that takes tasks may run before it becomes one,
///   where the tool allows it
public record ServerLimits(
        int parked,
        Duration askTimeout,
        int tasks,
        long taskBytes,
        Duration taskTtl,
        Duration taskPoll,
        Duration promoteAfter) {

    /// 256 parked calls, 10 min for an answer, 1024 tasks with 64 MiB of results for an hour, asked
    /// after every second, promoted after 20 s.
    public static final ServerLimits DEFAULT =
            new ServerLimits(
                    256,
                    Duration.ofMinutes(10),
                    1024,
                    64 << 20,
                    Duration.ofHours(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(20));

    public ServerLimits {
        if (parked < 1
                || !askTimeout.isPositive()
                || tasks < 1
                || taskBytes < 1024
                || !taskTtl.isPositive()
                || !taskPoll.isPositive()
                || !promoteAfter.isPositive()) {
            throw new McpException(
                    "server limits must be positive: parked="
                            + parked
                            + " askTimeout="
                            + askTimeout
                            + " tasks="
                            + tasks
                            + " taskBytes="
                            + taskBytes
                            + " taskTtl="
                            + taskTtl
                            + " taskPoll="
                            + taskPoll
                            + " promoteAfter="
                            + promoteAfter);
        }
    }

    /// The same with another bound and patience of parked calls.
    public ServerLimits parking(int parked, Duration askTimeout) {
        return new ServerLimits(
                parked, askTimeout, tasks, taskBytes, taskTtl, taskPoll, promoteAfter);
    }

    /// The same with another number, size and life of tasks.
    public ServerLimits tasks(int tasks, long taskBytes, Duration taskTtl) {
        return new ServerLimits(
                parked, askTimeout, tasks, taskBytes, taskTtl, taskPoll, promoteAfter);
    }

    /// The same with another time after which a call becomes a task.
    public ServerLimits promoteAfter(Duration promoteAfter) {
        return new ServerLimits(
                parked, askTimeout, tasks, taskBytes, taskTtl, taskPoll, promoteAfter);
    }
}
