package dev.hqe.ui.internal.entities;

import dev.hqe.kernel.entity.EntityStore.KindCount;
import dev.hqe.ui.internal.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Chooses the Topic and kind to list. Its choices follow the store, in an order that does not
/// change with the counts.
final class ScopeChoice extends ComboBox<Scope> {

    private final EntitiesModel model;

    ScopeChoice(EntitiesModel model) {
        this.model = model;
        setId("entity-scope");
        setAccessibleText(Texts.of("entities.scope"));
        setConverter(new ScopeLabel());
        setPrefWidth(220);
        model.inventory().counts().addListener((InvalidationListener) observable -> offer());
        offer();
        setValue(model.scope().get());
        valueProperty()
                .addListener((property, before, now) -> {
                    if (now != null) {
                        model.scope().set(now);
                    }
                });
        model.scope()
                .addListener((property, before, now) -> {
                    offer();
                    setValue(now);
                });
    }

    private void offer() {
        List<Scope> choices = new ArrayList<>();
        choices.add(Scope.all());
        model.inventory().counts().stream()
                .sorted(Comparator.comparing(KindCount::topicId).thenComparing(KindCount::kind))
                .map(Scope::of)
                .forEach(choices::add);
        Scope chosen = model.scope().get();
        if (!choices.contains(chosen)) {
            choices.add(chosen);
        }
        if (!getItems().equals(choices)) {
            getItems().setAll(choices);
            setValue(chosen);
        }
    }

    private static final class ScopeLabel extends StringConverter<Scope> {

        @Override
        public String toString(@Nullable Scope scope) {
            return scope == null ? "" : scope.label();
        }

        @Override
        public Scope fromString(String text) {
            throw new UnsupportedOperationException("the list of kinds is not editable");
        }
    }
}
