package dev.hqe.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ListenersTest {

    private final Listeners<Consumer<String>> listeners = new Listeners<>();
    private final List<String> heard = new ArrayList<>();

    private Registration add(String name) {
        return listeners.add(news -> heard.add(name + " " + news));
    }

    private void tell(String news) {
        listeners.tell(listener -> listener.accept(news));
    }

    @Test
    void everybodyIsToldInTheOrderInWhichTheyCame() {
        add("first");
        add("second");
        add("third");

        tell("rain");

        assertThat(heard).containsExactly("first rain", "second rain", "third rain");
    }

    @Test
    void nobodyIsToldOfWhatCameBeforeThem() {
        tell("rain");

        add("late");
        tell("sun");

        assertThat(heard).containsExactly("late sun");
    }

    @Test
    void whoIsTakenAwayIsToldNothingMore() {
        Registration gone = add("gone");
        add("there");

        gone.close();
        tell("rain");

        assertThat(heard).containsExactly("there rain");
    }

    @Test
    void aListenerAddedTwiceIsTakenAwayOneAtATime() {
        Consumer<String> twice = heard::add;
        Registration first = listeners.add(twice);
        listeners.add(twice);

        first.close();
        first.close();
        tell("rain");

        assertThat(heard).containsExactly("rain");
    }

    @Test
    void oneThatFailsKeepsNeitherTheOthersNorTheTellerFromGoingOn() {
        add("before");
        listeners.add(news -> {
            throw new IllegalStateException("broken on purpose");
        });
        add("after");

        tell("rain");
        tell("sun");

        assertThat(heard).containsExactly("before rain", "after rain", "before sun", "after sun");
    }

    @Test
    void whoIsAddedWhileOthersAreToldHearsOnlyWhatIsToldNext() {
        listeners.add(news -> add("child of " + news));

        tell("rain");
        tell("sun");

        assertThat(heard).containsExactly("child of rain sun");
    }

    @Test
    void aListenerMayTakeItselfAndOthersAwayWhileItIsTold() {
        List<Registration> registrations = new ArrayList<>();
        registrations.add(
                listeners.add(news -> {
                    heard.add("once " + news);
                    registrations.forEach(Registration::close);
                }));
        registrations.add(add("never"));
        add("always");

        tell("rain");
        tell("sun");

        assertThat(heard).containsExactly("once rain", "always rain", "always sun");
    }

    @Test
    void afterClearNobodyIsLeft() {
        Registration gone = add("gone");

        listeners.clear();
        tell("rain");
        gone.close();
        add("new");
        tell("sun");

        assertThat(heard).containsExactly("new sun");
    }

    @Test
    void listenersThatComeAndGoOnManyThreadsDoNotDisturbOneThatStays() throws Exception {
        Listeners<Consumer<Integer>> shared = new Listeners<>();
        ConcurrentLinkedQueue<Integer> stayed = new ConcurrentLinkedQueue<>();
        shared.add(stayed::add);
        CountDownLatch together = new CountDownLatch(4);
        List<Future<?>> ends = new ArrayList<>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 4; i++) {
                ends.add(
                        threads.submit(() -> {
                            together.countDown();
                            together.await();
                            for (int n = 0; n < 500; n++) {
                                int news = n;
                                try (Registration _ = shared.add(any -> {})) {
                                    shared.tell(listener -> listener.accept(news));
                                }
                            }
                            return null;
                        }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        }

        assertThat(stayed).hasSize(2_000);
        List<Integer> left = new ArrayList<>();
        shared.tell(listener -> left.add(1));
        assertThat(left).hasSize(1);
    }
}
