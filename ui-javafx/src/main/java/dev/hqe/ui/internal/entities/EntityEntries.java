package dev.hqe.ui.internal.entities;

import dev.hqe.kernel.entity.EntityQuery;
import dev.hqe.kernel.entity.StoredEntity;
import dev.hqe.ui.internal.ShellModel;
import dev.hqe.ui.internal.Texts;
import dev.hqe.ui.internal.page.Target;
import dev.hqe.ui.internal.palette.PaletteEntry;
import java.util.List;
import org.kordamp.ikonli.feather.Feather;

/// What the palette finds of entities: those that have the words.
record EntityEntries(ShellModel shell) {

    /// Asks the store; on a virtual thread.
    List<PaletteEntry> find(String words, int most) {
        String text = words.substring(0, Math.min(words.length(), EntityQuery.MAX_TEXT));
        EntityQuery query =
                EntityQuery.all()
                        .order(EntityQuery.Order.BY_ID)
                        .limit(Math.min(most, EntityQuery.MAX_LIMIT))
                        .text(text);
        return shell.parts().entities().query(query).items().stream().map(this::entry).toList();
    }

    private PaletteEntry entry(StoredEntity stored) {
        String title =
                EntityRow.of(stored) instanceof EntityRow.Loaded row
                        ? row.title()
                        : stored.id().value();
        return PaletteEntry.of(
                "entity:" + stored.id().value(),
                Feather.DATABASE,
                title,
                stored.entity().kind() + ", " + stored.entity().topicId(),
                Texts.of("palette.go"),
                () -> shell.open(new Target.OfEntity(stored.id())));
    }
}
