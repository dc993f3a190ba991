package dev.hqe.mcp;

import dev.hqe.mcp.internal.protocol.ServerCore;
import java.util.List;

/// What all connections of one server share: its identity, its tools, resources and prompts, the
/// calls that wait for their client's answer and the tasks. Connections come and go; a transport
/// opens one over [#core]. Thread-safe. Close it before the road that it was given.
public final class McpServer implements AutoCloseable {

    private final ServerInfo info;
    private final String instructions;
    private final ToolRoad road;
    private final ResourceCatalog resources;
    private final PromptCatalog prompts;
    private final SkillCatalog skills;
    private final Listings lists;
    private final ServerCore core;

    /// A server of tools alone.
    ///
    /// @param info how it introduces itself
    /// @param instructions guidance for the model on how the tools play together; empty for none
    /// @param road where its tool calls go; stays the caller's to close
    public McpServer(ServerInfo info, String instructions, ToolRoad road) {
        this(info, instructions, road, List.of(), List.of(), ServerLimits.DEFAULT);
    }

    /// A server.
    ///
    /// @param info how it introduces itself
    /// @param instructions guidance for the model on how the tools play together; empty for none
    /// @param road where its tool calls go, and whose limits hold for resources and prompts as
    ///   well; stays the caller's to close
    /// @param resources asked in this order; none at all declares no resources
    /// @param prompts of two prompts with one name the first is kept; none at all declares none
    public McpServer(
            ServerInfo info,
            String instructions,
            ToolRoad road,
            List<ResourceProvider> resources,
            List<PromptProvider> prompts,
            ServerLimits limits) {
        this(info, instructions, road, resources, prompts, FirstSight.NONE, limits);
    }

    /// The same where listings may have to wait.
    ///
    /// @param firstSight what they wait for
    public McpServer(
            ServerInfo info,
            String instructions,
            ToolRoad road,
            List<ResourceProvider> resources,
            List<PromptProvider> prompts,
            FirstSight firstSight,
            ServerLimits limits) {
        this(info, instructions, road, resources, prompts, SkillProvider.NONE, firstSight, limits);
    }

    /// The same with skills.
    ///
    /// @param skills whose files are among the resources
    public McpServer(
            ServerInfo info,
            String instructions,
            ToolRoad road,
            List<ResourceProvider> resources,
            List<PromptProvider> prompts,
            SkillProvider skills,
            FirstSight firstSight,
            ServerLimits limits) {
        this.info = info;
        this.instructions = instructions;
        this.road = road;
        this.resources = new ResourceCatalog(resources, road.fetches());
        this.prompts = new PromptCatalog(prompts, road.fetches());
        this.skills = new SkillCatalog(skills, road.fetches());
        this.lists = new Listings(road.fetches(), firstSight);
        this.core = new ServerCore(this, limits);
    }

    /// How it introduces itself.
    public ServerInfo info() {
        return info;
    }

    /// Guidance for the model; empty for none.
    public String instructions() {
        return instructions;
    }

    /// Where its tool calls go.
    public ToolRoad road() {
        return road;
    }

    /// Its resources.
    public ResourceCatalog resources() {
        return resources;
    }

    /// Its prompts.
    public PromptCatalog prompts() {
        return prompts;
    }

    /// Its skills.
    public SkillCatalog skills() {
        return skills;
    }

    /// Where listings are put together, within the road's limits.
    public Listings lists() {
        return lists;
    }

    /// For the transports of this module.
    public ServerCore core() {
        return core;
    }

    /// Tells everybody who is connected that what they may see may have changed.
    public void accessChanged() {
        core.accessChanged();
    }

    /// Cancels the calls that wait for an answer and the tasks, and listens to nothing any more.
    @Override
    public void close() {
        core.close();
        resources.close();
        prompts.close();
    }
}
