package dev.hqe.ui.internal.agents;

import dev.hqe.kernel.access.AccessScope;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.mcp.profile.Profile;
import dev.hqe.ui.internal.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What a new key or profile can be made to open, as a person chooses it.
///
/// @param title for the person
record Opening(String title, AccessScope scope) {

    /// Everything, one Topic, or what a profile opens.
    static List<Opening> choices(Collection<Topic> topics, List<Profile> profiles) {
        List<Opening> choices = new ArrayList<>();
        choices.add(new Opening(Texts.of("agents.opens.all"), AccessScope.ALL));
        topics.forEach(topic ->
                choices.add(
                        new Opening(
                                Texts.of("agents.opens.topic", topic.manifest().name()),
                                AccessScope.of(List.of(topic.id().value()), List.of()))));
        profiles.forEach(profile ->
                choices.add(
                        new Opening(
                                Texts.of("agents.opens.profile", profile.name()),
                                profile.scope())));
        return List.copyOf(choices);
    }

    @Override
    public String toString() {
        return title;
    }
}
