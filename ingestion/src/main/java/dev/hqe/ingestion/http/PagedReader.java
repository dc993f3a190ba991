package dev.hqe.ingestion.http;

import dev.hqe.ingestion.http.Conversation.Got;
import dev.hqe.ingestion.map.JqExpression;
import dev.hqe.ingestion.map.MappingException;
import dev.hqe.ingestion.read.BrokenRecord;
import dev.hqe.ingestion.read.Format;
import dev.hqe.ingestion.read.ReadException;
import dev.hqe.ingestion.read.ReadItem;
import dev.hqe.ingestion.read.ReadSettings;
import dev.hqe.ingestion.read.RecordReader;
import dev.hqe.ingestion.read.SourceRecord;
import dev.hqe.kernel.file.Sha256;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/// The records of an API, page after page. A page is asked for once the one before is read, and
/// lies in a scratch file meanwhile.
///
/// For one thread, but for [#markUpTo]; [#ending] and [#notBefore] are for whoever has seen it end.
public final class PagedReader implements RecordReader {

    private static final String SCRATCH = "hqe-page-";

    private static final System.Logger LOG = System.getLogger(PagedReader.class.getName());
    private static final int MAX_NOTICES = 20;

    /// Where a page begins.
    ///
    /// @param records that come before it
    public record Mark(long records, PageRequest page) {}

    /// What tells whether an answer that is all there is has changed.
    ///
    /// @param etag empty if the API gives none; so is `lastModified`
    /// @param sha256 of the answer
    public record Validators(String etag, String lastModified, String sha256) {

        Map<String, String> conditions() {
            Map<String, String> headers = new HashMap<>();
            if (!etag.isEmpty()) {
                headers.put("If-None-Match", etag);
            }
            if (!lastModified.isEmpty()) {
                headers.put("If-Modified-Since", lastModified);
            }
            return headers;
        }
    }

    /// How it came to its end.
    ///
    /// @param unchanged nothing was read, because it is as it was
    /// @param validators for next time, if the one answer was all
    public record Ending(boolean unchanged, Optional<Validators> validators) {}

    private final HttpApi api;
    private final ReadSettings settings;
    private final HttpAsking tools;
    private final Optional<Validators> before;
    private final Conversation conversation;
    private final PagePath path;
    private final ConcurrentLinkedDeque<Mark> marks = new ConcurrentLinkedDeque<>();
    private final Set<String> notices = new LinkedHashSet<>();

    private Optional<PageRequest> upcoming;
    private @Nullable Page page;
    private @Nullable Path file;
    private long records;
    private long bytes;
    private int pages;
    private boolean unchanged;
    private Optional<Validators> validators = Optional.empty();
    private @Nullable ReadException failure;

    /// A page that is being read.
    private static final class Page {

        final PageRequest request;
        final Got got;
        final String sha256;
        final RecordReader reader;
        long records;

        /// The record of a broken answer that may be the one it is broken in.
        Optional<ReadItem> held = Optional.empty();

        Page(PageRequest request, Got got, String sha256, RecordReader reader) {
            this.request = request;
            this.got = got;
            this.sha256 = sha256;
            this.reader = reader;
        }
    }

    /// @param from the first page, or where a run goes on
    /// @param before if something was kept of the last run
    public PagedReader(
            HttpApi api,
            ReadSettings settings,
            HttpAsking tools,
            Mark from,
            Optional<Validators> before) {
        this.api = api;
        this.settings = settings;
        this.tools = tools;
        this.before = before;
        this.conversation = new Conversation(api, tools);
        this.path = new PagePath(api, conversation);
        this.upcoming = Optional.of(from.page());
        this.records = from.records();
    }

    /// Removes the pages that a killed process has left in a folder. Nobody may be reading there.
    public static void sweep(Path scratch) {
        if (!Files.isDirectory(scratch)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(scratch, SCRATCH + "*.tmp")) {
            for (Path page : left) {
                Files.deleteIfExists(page);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.log(Level.WARNING, "what is left in " + scratch + " cannot be removed", e);
        }
    }

    /// Says whether `records` can be used: a JSON pointer, a path of XML elements, or jq.
    ///
    /// @throws MappingException if it is no jq expression, saying why
    public static void check(String records, Optional<Format> format) {
        boolean isJq =
                !records.isEmpty()
                        && !records.startsWith("/")
                        && format.orElse(Format.JSON) == Format.JSON;
        if (isJq && JsonAnswer.path(records).isEmpty()) {
            JqExpression.compile(records);
        }
    }

    /// Where the last page begins of which all records before have come so far.
    ///
    /// @param number of a record
    public Optional<Mark> markUpTo(long number) {
        Mark last = null;
        for (Mark mark = marks.peek();
                mark != null && mark.records() <= number;
                mark = marks.peek()) {
            last = marks.poll();
        }
        return Optional.ofNullable(last);
    }

    /// How it came to its end.
    public Ending ending() {
        return new Ending(unchanged, validators);
    }

    /// Until when the API wants to be left alone, if it has said so.
    public Optional<Instant> notBefore() {
        return conversation.notBefore();
    }

    @Override
    public Optional<ReadItem> next() {
        if (failure != null) {
            throw failure;
        }
        try {
            while (true) {
                Page here = page;
                if (here == null) {
                    if (upcoming.isEmpty()) {
                        return Optional.empty();
                    }
                    open(upcoming.get());
                    continue;
                }
                Optional<ReadItem> item = item(here);
                if (item.isPresent()) {
                    return item;
                }
                end(here);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(new ReadException(api.place() + ": the request was stopped.", e));
        } catch (ReadException e) {
            throw failed(e);
        }
    }

    private ReadException failed(ReadException e) {
        failure = e;
        return e;
    }

    private void open(PageRequest request) throws InterruptedException {
        path.enter(request);
        if (pages == api.mostPages()) {
            throw new ReadException(
                    api.place()
                            + " has more than "
                            + pages
                            + " pages. Raise most_pages to read more of them in one run.");
        }
        long left = api.mostRunBytes() - bytes;
        if (left <= 0) {
            throw new ReadException(
                    api.place()
                            + " has more than "
                            + api.mostRunBytes()
                            + " bytes in all. Raise most_mb to read more in one run.");
        }
        Path body = scratchFile();
        int most = (int) Math.min(left, api.mostBytes());
        boolean conditional = request.number() == 1 && isConditional();
        Map<String, String> conditions =
                conditional
                        ? before.map(Validators::conditions).orElseGet(HashMap::new)
                        : new HashMap<>();
        Got got;
        try {
            got = conversation.ask(request, conditions, most, body);
        } catch (ReadException e) {
            if (pages > 0 || request.number() == 1 || !conversation.isRefused()) {
                throw e;
            }
            path.leave();
            upcoming = Optional.of(PageRequest.first(api)); // where it was is not there any more
            return;
        }
        if (got.isNotModified() && PagePath.linked(got).isPresent()) { // there is more by now
            got = conversation.ask(request, Map.of(), most, body);
        }
        pages++;
        if (got.isNotModified()) {
            unchanged();
            return;
        }
        bytes += size(body);
        String sha256 = sha256(body);
        boolean same = before.filter(old -> old.sha256().equals(sha256)).isPresent();
        if (request.number() == 1
                && same
                && got.problem().isEmpty()
                && PagePath.linked(got).isEmpty()) {
            unchanged();
            validators = Optional.of(validators(got, sha256));
            return;
        }
        path.compare(request, sha256);
        page = new Page(request, got, sha256, AnswerReader.open(body, got, settings));
    }

    /// A first page that is as it was says nothing of those behind it, so only what has always been
    /// one answer is asked so.
    private boolean isConditional() {
        return api.method().equals("GET") && api.paging().by() != Paging.By.LINK;
    }

    private void unchanged() {
        unchanged = true;
        validators = before;
        upcoming = Optional.empty();
    }

    private static Validators validators(Got got, String sha256) {
        return new Validators(got.header("etag"), got.header("last-modified"), sha256);
    }

    /// The next record of a page; of one that is broken off, all but the last.
    private Optional<ReadItem> item(Page here) {
        while (true) {
            Optional<ReadItem> item;
            try {
                item = here.reader.next();
            } catch (ReadException e) {
                if (here.got.problem().isEmpty()) {
                    throw e;
                }
                throw new ReadException(here.got.problem() + ".", e);
            }
            if (item.isEmpty() || isNothing(item.get())) {
                if (item.isEmpty()) {
                    return item;
                }
                continue;
            }
            if (here.got.problem().isEmpty()) {
                return Optional.of(numbered(here, item.get()));
            }
            Optional<ReadItem> sure = here.held;
            here.held = item;
            if (sure.isPresent()) {
                return Optional.of(numbered(here, sure.get()));
            }
        }
    }

    /// `"items": null` is a list without records.
    private boolean isNothing(ReadItem item) {
        return !settings.records().isEmpty()
                && item instanceof SourceRecord record
                && record.value().isNull();
    }

    private ReadItem numbered(Page here, ReadItem item) {
        here.records++;
        long number = ++records;
        return switch (item) {
            case SourceRecord(var value, long _, String place) ->
                    new SourceRecord(value, number, place(here, place));
            case BrokenRecord(long _, String place, String raw, String why) ->
                    new BrokenRecord(number, place(here, place), raw, why);
        };
    }

    private static String place(Page here, String place) {
        return "page " + here.request.number() + ", " + place;
    }

    private void end(Page here) {
        notices.addAll(here.reader.notices());
        if (!here.got.problem().isEmpty()) {
            throw new ReadException(here.got.problem() + ".");
        }
        Path body = file;
        if (body == null) {
            throw new IllegalStateException("a page is read that lies nowhere");
        }
        upcoming = path.behind(here.request, here.got, here.records, body);
        if (upcoming.isPresent()) {
            marks.add(new Mark(records, upcoming.get()));
        } else if (here.request.number() == 1) {
            validators = Optional.of(validators(here.got, here.sha256));
        }
        here.reader.close();
        page = null;
    }

    private Path scratchFile() {
        Path there = file;
        if (there != null) {
            return there;
        }
        try {
            Files.createDirectories(tools.scratch());
            Path created = Files.createTempFile(tools.scratch(), SCRATCH, ".tmp");
            file = created;
            return created;
        } catch (IOException e) {
            throw new ReadException(
                    tools.scratch() + " cannot be written to: " + e.getMessage() + ".", e);
        }
    }

    private static long size(Path body) {
        try {
            return Files.size(body);
        } catch (IOException e) {
            throw new ReadException(body + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static String sha256(Path body) {
        try {
            return Sha256.of(body);
        } catch (IOException e) {
            throw new ReadException(body + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public long bytesRead() {
        return bytes;
    }

    @Override
    public List<String> notices() {
        return new ArrayList<>(notices).subList(0, Math.min(MAX_NOTICES, notices.size()));
    }

    @Override
    public void close() {
        Page here = page;
        if (here != null) {
            here.reader.close();
        }
        Path body = file;
        if (body != null) {
            try {
                Files.deleteIfExists(body);
            } catch (IOException e) {
                // it is swept away when the workbench starts
            }
        }
    }
}
