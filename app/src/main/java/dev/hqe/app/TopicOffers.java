package dev.hqe.app;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.bus.Overflow;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.topic.Topic;
import dev.hqe.kernel.topic.TopicCatalog;
import dev.hqe.kernel.topic.TopicRemoved;
import dev.hqe.kernel.topic.TopicScan;
import dev.hqe.kernel.topic.TopicValues;
import dev.hqe.kernel.topic.TopicWatch;
import dev.hqe.mcp.PromptProvider;
import dev.hqe.mcp.ResourceProvider;
import dev.hqe.mcp.context.SkillPrompts;
import dev.hqe.mcp.context.SkillResources;
import dev.hqe.mcp.context.TopicFiles;
import dev.hqe.mcp.context.TopicPrompts;
import dev.hqe.mcp.context.TopicSkill;
import dev.hqe.mcp.tools.TopicTools;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What the running Topics give to the other parts, kept in step with the Topics: tools, files,
/// prompts, skills, servers to host, and how sensitive their entities are. Thread-safe.
final class TopicOffers {

    /// Facts of removed Topics that may wait.
    private static final int REMOVED_TOPICS = 64;

    private final TopicCatalog topics;
    private final TopicTools tools;
    private final EntityStore entities;
    private final Hosting hosting;
    private final TopicFiles files;
    private final TopicPrompts prompts;
    private final SkillResources skills;
    private final SkillPrompts skillPrompts;

    TopicOffers(TopicCatalog topics, TopicTools tools, EntityStore entities, Hosting hosting) {
        this.topics = topics;
        this.tools = tools;
        this.entities = entities;
        this.hosting = hosting;
        Collection<Topic> running = topics.topics();
        List<TopicSkill> known = TopicSkill.all(running);
        files = new TopicFiles(running);
        prompts = new TopicPrompts(running);
        skills = new SkillResources(known);
        skillPrompts = new SkillPrompts(known);
    }

    /// The first load fills the tools here and now; only later ones are told, so that nobody who
    /// has just connected is told of a change that was none.
    void start(CompletableFuture<TopicScan.Result> scanned) {
        topics.load(scanned.join());
        offer();
        topics.onWithdrawn(tools::revoke);
        topics.onChange(this::offer);
    }

    /// Looks for changed Topics from here on.
    ///
    /// @param folder where a person puts them
    TopicWatch watch(Path folder) {
        return TopicWatch.start(folder, topics::load, TopicWatch.Pace.DEFAULT);
    }

    /// Clears what a Topic's programs kept when it is removed.
    static void clearRemoved(TopicValues values, EventBus bus) {
        bus.subscribe(
                "topic values",
                TopicRemoved.class,
                REMOVED_TOPICS,
                Overflow.BLOCK,
                removed -> values.clear(removed.fact().id()));
    }

    private synchronized void offer() {
        Collection<Topic> running = topics.topics();
        running.forEach(
                topic -> entities.labels().set(topic.id(), topic.manifest().sensitivities()));
        tools.reload(running);
        files.reload(running);
        prompts.reload(running);
        List<TopicSkill> known = TopicSkill.all(running);
        skills.reload(known);
        skillPrompts.reload(known);
        hosting.host(running);
    }

    /// Files of Topics, and skills.
    List<ResourceProvider> resources() {
        return List.of(files, skills);
    }

    List<PromptProvider> prompts() {
        return List.of(prompts, skillPrompts);
    }

    SkillResources skills() {
        return skills;
    }
}
