package dev.hqe.mcp.tools;

import dev.hqe.kernel.topic.Permissions;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.mcp.guest.GuestServices;
import dev.hqe.mcp.guest.TopicHosts;
import dev.hqe.mcp.sandbox.RunGrant;
import dev.hqe.mcp.sandbox.RunGroup;
import java.time.Duration;

/// What all programs of a Topic run with.
///
/// @param hosts what they may ask for
/// @param group the places that its tools share
/// @param transforms the places that its transforms share
record TopicRun(
        Topic topic,
        GuestServices services,
        TopicHosts hosts,
        RunGroup group,
        RunGroup transforms) {

    /// How long a call waits for the program's compilation, which pays off many times over.
    static final Duration COMPILE_WAIT = Duration.ofSeconds(10);

    /// How much longer a program may compute for each entity it is handed.
    private static final Duration CPU_PER_ENTITY = Duration.ofMillis(20);

    /// How long it may wait beside computing: for the workbench, for servers, for a processor.
    private static final Duration WAITING = Duration.ofSeconds(60);

    /// What one call may take, and the clock and random bytes if they were granted.
    ///
    /// @param entities that the program is handed
    RunGrant grant(long entities) {
        Permissions granted = hosts.granted();
        Duration cpu =
                Duration.ofMillis(granted.limits().cpuMillis())
                        .plus(CPU_PER_ENTITY.multipliedBy(entities));
        RunGrant grant =
                RunGrant.NONE
                        .withCpu(cpu)
                        .withWall(cpu.multipliedBy(2).plus(WAITING))
                        .withMemoryPages(granted.limits().memoryPages())
                        .withOutputBytes(granted.limits().outputBytes());
        if (granted.clock()) {
            grant = grant.withClock(services.clock());
        }
        return granted.entropy() ? grant.withEntropy() : grant;
    }

    /// Whether it may no longer run.
    boolean isRevoked() {
        return group.isRevoked();
    }

    /// Ends what is going, and whatever would begin with this.
    void revoke() {
        hosts.revoke(); // first, so that nothing is answered while the programs are being stopped
        group.revoke();
        transforms.revoke();
    }
}
