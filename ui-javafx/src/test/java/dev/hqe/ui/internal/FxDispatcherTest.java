package dev.hqe.ui.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hqe.kernel.bus.EventBus;
import dev.hqe.kernel.bus.Fact;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FxDispatcherTest {

    record Ticked(int number) implements Fact {}

    private final ManualPulses pulses = new ManualPulses();
    private final FxDispatcher dispatcher = new FxDispatcher(pulses);

    @Test
    void runsTenThousandFactsInOrderAndFarFewerPulses() {
        List<Integer> seen = new ArrayList<>();
        try (EventBus bus = new EventBus(InstantSource.system())) {
            dispatcher.hear(bus, "ticks", Ticked.class, fact -> seen.add(fact.number()));

            IntStream.range(0, 10_000).forEach(i -> bus.publish(new Ticked(i)));
            pulses.until(() -> seen.size() == 10_000);

            assertThat(seen).isEqualTo(IntStream.range(0, 10_000).boxed().toList());
            assertThat(dispatcher.drains()).isLessThan(2_000);
        }
    }

    @Test
    void asksForNoPulseWhileThereIsNothingToDo() {
        dispatcher.post(() -> {});
        pulses.until(() -> dispatcher.drains() == 1);

        boolean another = pulses.pulse();

        assertThat(another).isFalse();
    }

    @Test
    void goesOnAfterATaskThatFails() {
        List<String> seen = new ArrayList<>();
        dispatcher.post(() -> {
            throw new IllegalStateException("this one fails");
        });
        dispatcher.post(() -> seen.add("the next"));

        pulses.until(() -> !seen.isEmpty());

        assertThat(seen).containsExactly("the next");
    }

    @Test
    void showsOnlyTheNewestOfValuesThatReplaceEachOther() {
        List<Integer> seen = new ArrayList<>();
        Consumer<Integer> sink = dispatcher.latest(seen::add);

        IntStream.rangeClosed(1, 500).forEach(sink::accept);
        pulses.until(() -> !seen.isEmpty());

        assertThat(seen).containsExactly(500);
    }

    @Test
    void forgetsWhatWaitsWhenItIsClosed() {
        List<String> seen = new ArrayList<>();
        dispatcher.post(() -> seen.add("too late"));

        dispatcher.close();
        pulses.pulse();

        assertThat(seen).isEmpty();
    }
}
