package dev.hqe.kernel.store;

import java.util.concurrent.BlockingQueue;

/// Answers reads one by one. A statement whose time is up, or whose answer nobody waits for any
/// more, is stopped within some thousands of SQLite's steps, so that it cannot hold up others.
final class ReaderThread extends SqliteThread {

    ReaderThread(int number, Sql sql, BlockingQueue<Task<?>> reads) {
        super("hqe-db-reader-" + number, sql, reads);
    }

    @Override
    void handle(Task<?> first) {
        if (!first.abandoned()) {
            first.begin();
            sql().stopWhen(first::isOver);
            try {
                first.run(sql()).tell().run();
            } finally {
                sql().stopWhen(() -> false);
            }
        }
    }
}
