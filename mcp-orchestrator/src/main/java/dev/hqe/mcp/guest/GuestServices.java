package dev.hqe.mcp.guest;

import dev.hqe.kernel.bus.Fact;
import dev.hqe.kernel.entity.EntityStore;
import dev.hqe.kernel.secret.SecretStore;
import dev.hqe.kernel.topic.TopicValues;
import dev.hqe.mcp.outbound.WebClient;
import java.time.InstantSource;
import java.util.function.Consumer;

/// The parts of the workbench that programs of Topics can be granted the use of. They are the
/// caller's to close.
///
/// @param facts where published events go
/// @param clock what a program that may know the time reads it from
public record GuestServices(
        EntityStore entities,
        TopicValues values,
        SecretStore secrets,
        WebClient web,
        MemorySearch memory,
        Consumer<? super Fact> facts,
        InstantSource clock) {}
