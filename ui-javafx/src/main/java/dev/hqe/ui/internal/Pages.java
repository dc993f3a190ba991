package dev.hqe.ui.internal;

import dev.hqe.ui.internal.activity.ActivityPage;
import dev.hqe.ui.internal.agents.AgentsPage;
import dev.hqe.ui.internal.entities.EntitiesPage;
import dev.hqe.ui.internal.home.HomePage;
import dev.hqe.ui.internal.memory.MemoryPage;
import dev.hqe.ui.internal.page.Frame;
import dev.hqe.ui.internal.page.Page;
import dev.hqe.ui.internal.page.PageMaker;
import dev.hqe.ui.internal.page.Place;
import dev.hqe.ui.internal.servers.ServersPage;
import dev.hqe.ui.internal.tools.ToolsPage;
import dev.hqe.ui.internal.topics.TopicsPage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The pages of one window, by place. This is the one list that a new page is added to.
final class Pages {

    static final List<PageMaker> MAKERS =
            List.of(
                    HomePage::make, //
                    TopicsPage::make, //
                    MemoryPage::make, //
                    EntitiesPage::make, //
                    ToolsPage::make, //
                    ServersPage::make, //
                    AgentsPage::make, //
                    ActivityPage::make);

    private final Map<Place, Page> pages = new EnumMap<>(Place.class);

    /// Makes those that this workbench has something to show for.
    Pages(Frame frame, List<PageMaker> makers) {
        for (PageMaker maker : makers) {
            maker.make(frame).ifPresent(this::add);
        }
    }

    private void add(Page page) {
        if (pages.put(page.place(), page) != null) {
            throw new IllegalArgumentException("two pages stand at " + page.place());
        }
    }

    /// In the order of the navigation.
    List<Page> all() {
        return List.copyOf(pages.values());
    }

    Page at(Place place) {
        return Objects.requireNonNull(pages.get(place), () -> "there is no page at " + place);
    }
}
