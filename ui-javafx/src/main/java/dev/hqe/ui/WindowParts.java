package dev.hqe.ui;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.topic.TopicCatalog;
import dev.hqe.mcp.policy.Approvals;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// What the window shows and asks. Whoever composes the workbench owns all of it; the window closes
/// nothing but itself.
///
/// @param home the data directory, as shown in the status bar
/// @param backlog how many changes are committed but not told to everyone yet; may block
/// @param approvals where the window answers for the person while it is open
/// @param clock the one that the approvals go by, too
/// @param ports what pages show that not every workbench has
public record WindowParts(
        Path home,
        EventBus bus,
        TopicCatalog topics,
        EntityStore entities,
        LongSupplier backlog,
        FolderIngestion ingestion,
        ToolList tools,
        AgentConnection agents,
        Approvals approvals,
        InstantSource clock,
        Ports ports) {}
