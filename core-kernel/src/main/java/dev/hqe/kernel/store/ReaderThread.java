package dev.hqe.kernel.store;

import java.util.concurrent.BlockingQueue;

/// Answers reads one by one.
final class ReaderThread extends SqliteThread {

    ReaderThread(int number, Sql sql, BlockingQueue<Task<?>> reads) {
        super("hqe-db-reader-" + number, sql, reads);
    }

    @Override
    void handle(Task<?> first) {
        if (!first.abandoned()) {
            first.run(sql()).tell().run();
        }
    }
}
