package dev.hqe.mcp.tools;

import dev.hqe.kernel.topic.Topic;
import dev.hqe.mcp.guest.GuestServices;
import dev.hqe.mcp.guest.TopicHosts;
import dev.hqe.mcp.sandbox.RunGroup;

/// What all tools of a Topic run with.
///
/// @param hosts what they may ask for
/// @param group the places that they share
record TopicRun(Topic topic, GuestServices services, TopicHosts hosts, RunGroup group) {

    /// Ends what is going, and whatever would begin with this.
    void revoke() {
        hosts.revoke(); // first, so that nothing is answered while the programs are being stopped
        group.revoke();
    }
}
