package dev.hqe.mcp.guest;

import dev.hqe.kernel.topic.Permissions;
import dev.hqe.kernel.topic.Topic;
import java.util.concurrent.atomic.AtomicBoolean;

/// Makes the [TopicHost] of each call of one Topic's programs, and keeps what counts for all of
/// them together. Thread-safe.
public final class TopicHosts {

    private final Topic topic;
    private final Permissions granted;
    private final GuestServices services;
    private final EventRate eventRate;
    private final AtomicBoolean revoked = new AtomicBoolean();

    /// @param granted what the Topic's programs may do
    public TopicHosts(Topic topic, Permissions granted, GuestServices services) {
        this.topic = topic;
        this.granted = granted;
        this.services = services;
        this.eventRate = new EventRate(services.clock());
    }

    /// What the Topic's programs may do.
    public Permissions granted() {
        return granted;
    }

    /// From now on, every host made here refuses whatever it is asked, also in calls that are
    /// going.
    public void revoke() {
        revoked.set(true);
    }

    /// The host of one call.
    ///
    /// @param tool which is called, for the log
    public TopicHost open(String tool) {
        return new TopicHost(topic, tool, granted, services, eventRate, revoked::get);
    }
}
