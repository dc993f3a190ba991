package dev.hqe.app.agent;

import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.topic.TopicCatalog;
import dev.hqe.mcp.Access;
import dev.hqe.mcp.ToolDisplay;
import dev.hqe.mcp.profile.ProfileFile;

/// Says what agents of this machine may see and use. A profile that is changed or removed while an
/// agent is connected under it holds for the agent's next request. Thread-safe.
public final class AgentAccess {

    private final ProfileFile profiles;
    private final TopicCatalog topics;
    private final EntityStore entities;

    public AgentAccess(ProfileFile profiles, TopicCatalog topics, EntityStore entities) {
        this.profiles = profiles;
        this.topics = topics;
        this.entities = entities;
    }

    /// The profiles that there are.
    public ProfileFile profiles() {
        return profiles;
    }

    /// What an agent may see and use that has asked for this.
    ///
    /// @throws dev.hqe.mcp.profile.ProfileException if there is no such profile, or the profiles
    ///   cannot be read; says what to do
    public Access of(AgentOptions options) {
        ToolDisplay display = options.tools().display();
        profiles.look();
        return options.profile()
                .map(name -> under(profiles.require(name).name(), display))
                .orElseGet(() -> Access.local(display));
    }

    private Access under(String profile, ToolDisplay display) {
        return new Access("", profile, new Live(profile, display, profiles, topics, entities));
    }

    /// @param said how the tools are shown, where the agent has said so
    private record Live(
            String profile,
            ToolDisplay said,
            ProfileFile profiles,
            TopicCatalog topics,
            EntityStore entities)
            implements Access.Source {

        @Override
        public void look() {
            profiles.look();
        }

        @Override
        public Access.Opening now() {
            return profiles.profiles()
                    .find(profile)
                    .map(found ->
                            new Access.Opening(
                                    WorkbenchScope.of(found.scope(), topics, entities),
                                    said.or(found.display())))
                    .orElse(Access.Opening.NOTHING);
        }
    }
}
