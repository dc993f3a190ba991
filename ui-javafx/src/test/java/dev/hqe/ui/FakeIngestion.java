package dev.hqe.ui;

import dev.hqe.kernel.topic.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An ingestion that goes on step by step, as the test says.
public final class FakeIngestion implements FolderIngestion {

    /// What the test makes the running ingest do next.
    private sealed interface Turn {
        record Tell(Progress progress) implements Turn {}

        record Finish(Summary summary) implements Turn {}

        record Fail(String message) implements Turn {}

        record WaitForCancel() implements Turn {}
    }

    private final SynchronousQueue<Turn> turns = new SynchronousQueue<>();
    public final CountDownLatch started = new CountDownLatch(1);
    public final CountDownLatch ended = new CountDownLatch(1);
    public volatile @Nullable Path folder;

    @Override
    public boolean accepts(Topic topic) {
        return topic.schemas().containsKey(TestBench.SOURCE_FILE);
    }

    @Override
    public Summary ingest(
            Path from, Topic topic, Consumer<Progress> progress, BooleanSupplier cancelled) {
        folder = from;
        started.countDown();
        while (true) {
            switch (next()) {
                case Turn.Tell tell -> progress.accept(tell.progress());
                case Turn.Finish finish -> {
                    return finish.summary();
                }
                case Turn.Fail fail -> throw new WindowException(fail.message(), null);
                case Turn.WaitForCancel _ -> {
                    while (!cancelled.getAsBoolean()) {
                        Thread.onSpinWait();
                    }
                    ended.countDown();
                    return new Summary(3, 0, 0, 0, 0, List.of(), true);
                }
            }
        }
    }

    private Turn next() {
        try {
            return turns.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void put(Turn turn) {
        try {
            turns.put(turn);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void tell(Progress progress) {
        put(new Turn.Tell(progress));
    }

    public void finish(Summary summary) {
        put(new Turn.Finish(summary));
    }

    public void fail(String message) {
        put(new Turn.Fail(message));
    }

    public void waitForCancel() {
        put(new Turn.WaitForCancel());
    }
}
