package dev.hqe.ui.internal.page;

import dev.hqe.kernel.entity.EntityId;
import dev.hqe.kernel.entity.Kind;
import dev.hqe.kernel.entity.TopicId;
import java.nio.file.Path;

/// Something that a page can show, so that other pages, the palette and toasts can lead to it
/// without knowing that page. Open it by [dev.hqe.ui.internal.ShellModel#open].
public sealed interface Target {

    /// The page that shows it.
    Place place();

    /// A Topic.
    record OfTopic(TopicId id) implements Target {
        @Override
        public Place place() {
            return Place.TOPICS;
        }
    }

    /// A Topic folder, also one that did not load.
    record OfTopicFolder(Path folder) implements Target {
        @Override
        public Place place() {
            return Place.TOPICS;
        }
    }

    /// All entities of a kind.
    record OfKind(TopicId topic, Kind kind) implements Target {
        @Override
        public Place place() {
            return Place.ENTITIES;
        }
    }

    /// One entity.
    record OfEntity(EntityId id) implements Target {
        @Override
        public Place place() {
            return Place.ENTITIES;
        }
    }

    /// A source that fills entities, by its name.
    record OfSource(String name) implements Target {
        @Override
        public Place place() {
            return Place.ENTITIES;
        }
    }

    /// A search of the memory.
    record OfSearch(String words) implements Target {
        @Override
        public Place place() {
            return Place.MEMORY;
        }
    }

    /// A tool, as agents call it: `code_audit.find_secrets`.
    record OfTool(String name) implements Target {
        @Override
        public Place place() {
            return Place.TOOLS;
        }
    }

    /// A hosted server, by its name.
    record OfServer(String name) implements Target {
        @Override
        public Place place() {
            return Place.SERVERS;
        }
    }

    /// An agent, as it calls itself.
    record OfAgent(String name) implements Target {
        @Override
        public Place place() {
            return Place.AGENTS;
        }
    }

    /// Everything that happened under one trace.
    record OfTrace(String trace) implements Target {
        @Override
        public Place place() {
            return Place.ACTIVITY;
        }
    }

    /// A section of the settings, by its id.
    record OfSetting(String section) implements Target {
        @Override
        public Place place() {
            return Place.SETTINGS;
        }
    }
}
