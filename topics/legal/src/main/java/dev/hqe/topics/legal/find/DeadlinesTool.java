package dev.hqe.topics.legal.find;

import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.Day;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.json.JsonObject;
import dev.hqe.topics.kit.json.JsonWriter;
import dev.hqe.topics.legal.find.Deadline.Kind;
import dev.hqe.topics.legal.text.ContractText;
import dev.hqe.topics.legal.text.Letters;
import dev.hqe.topics.legal.text.Sentence;
import dev.hqe.topics.legal.text.Source;
import java.util.List;
import java.util.Optional;

/// `deadlines`: dates, periods, notice periods and terms, as days where that can be calculated;
/// stored as Deadline entities if that is asked for.
public final class DeadlinesTool {
    private static final int LISTED_MAX = 1_000;
    private static final List<String> WEEKDAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    private static final int DUE_WORDS_BACK = 4;

    /// How words begin that say that a date is the contract's own.
    private static final String[] OF_THE_CONTRACT = {
        "agree",
        "contract",
        "lease",
        "deed",
        "dated",
        "made",
        "sign",
        "enter",
        "execut",
        "conclud",
        "commenc",
        "begin",
        "start"
    };

    /// Words before a date by which something else happens.
    private static final List<String> DUE =
            List.of(
                    "by",
                    "before",
                    "after",
                    "until",
                    "till",
                    "due",
                    "than",
                    "within",
                    "expires",
                    "expire",
                    "ends",
                    "end",
                    "ending",
                    "terminates",
                    "payable",
                    "paid");

    private final ContractText contract;
    private final Calendar calendar;

    private DeadlinesTool(ContractText contract, Calendar calendar) {
        this.contract = contract;
        this.calendar = calendar;
    }

    public static void answer(Call call) {
        JsonObject arguments = call.arguments();
        boolean store = arguments.bool("store", false);
        if (store && !arguments.has("contract")) {
            throw arguments.wrong("store", "needs 'contract', whose deadlines they are");
        }
        Source source = Source.of(call, arguments);
        ContractText contract = new ContractText(source.text());
        List<Deadline> deadlines = Deadlines.of(contract);
        if (deadlines.size() > LISTED_MAX) {
            throw new ToolError(
                    "more than " + LISTED_MAX + " dates and periods; give the contract in parts");
        }
        String from = "argument";
        Optional<Day> effective =
                arguments.has("effective_date")
                        ? Optional.of(Calendar.day(arguments, "effective_date"))
                        : Optional.empty();
        if (effective.isEmpty() && !source.effectiveDate().isEmpty()) {
            effective = Day.parse(source.effectiveDate());
            from = "stored with the contract";
        }
        if (effective.isEmpty()) {
            effective = written(deadlines);
            from = "text";
        }
        Calendar calendar = new Calendar(effective, arguments, deadlines);
        DeadlinesTool tool = new DeadlinesTool(contract, calendar);
        if (store) {
            tool.store(call, source, deadlines);
        }
        JsonWriter json = Source.begin(call);
        if (effective.isPresent()) {
            json.key("effective_date").ascii(effective.get().toString());
            json.key("effective_date_from").ascii(from);
        }
        calendar.termEnd().ifPresent(day -> json.key("term_end").ascii(day.toString()));
        json.key("deadlines").beginArray();
        deadlines.forEach(one -> {
            json.beginObject();
            tool.write(json, one);
            contract.place(json, one.sentence().clause(), one.start(), one.end());
            json.endObject();
        });
        json.endArray().key("count").number(deadlines.size());
        json.key("stored").number(store ? deadlines.size() : 0).endObject();
    }

    /// The first date that a sentence before the first clause or in the first paragraph speaks of
    /// as the contract's own, or any sentence as the effective date. A date that a period counts
    /// from, or that something is due by, is neither.
    private static Optional<Day> written(List<Deadline> deadlines) {
        for (Deadline one : deadlines) {
            boolean preamble =
                    one.sentence().clause().level() == 0
                            || one.sentence().clause().number().equals("p1");
            boolean own = preamble && one.sentence().mentions(OF_THE_CONTRACT);
            if (one.kind() == Kind.DATE
                    && (own || one.sentence().mentions("effective"))
                    && !isOfSomethingElse(one, deadlines)) {
                return one.date();
            }
        }
        return Optional.empty();
    }

    private static boolean isOfSomethingElse(Deadline date, List<Deadline> deadlines) {
        Sentence sentence = date.sentence();
        int at = 0;
        while (sentence.get(at).start() < date.start()) {
            at++;
        }
        boolean due = false;
        for (int i = Math.max(0, at - DUE_WORDS_BACK); i < at; i++) {
            due |= sentence.get(i).isOneOf(DUE);
        }
        return due || deadlines.stream().anyMatch(other -> other.countsFrom(date));
    }

    private void store(Call call, Source source, List<Deadline> deadlines) {
        String prefix =
                "legal/Deadline/"
                        + Letters.slug(source.title())
                        + "/"
                        + Letters.slug(source.version())
                        + "/";
        for (int i = 0; i < deadlines.size(); i++) {
            Deadline one = deadlines.get(i);
            call.host()
                    .putEntity(
                            "Deadline",
                            prefix + (i + 1),
                            json -> {
                                json.beginObject().key("contract").string(source.title());
                                json.key("version").string(source.version());
                                json.key("clause").string(one.sentence().clause().number());
                                write(json, one);
                                json.endObject();
                            });
        }
    }

    private void write(JsonWriter json, Deadline one) {
        json.key("kind").ascii(one.kind().word()).key("subject").ascii(one.subject().word());
        one.length()
                .ifPresent(length -> {
                    json.key("amount").number(length.amount());
                    json.key("unit").ascii(length.unit().word());
                    json.key("counting").string(counting(length.unit()));
                });
        if (!one.event().isEmpty()) {
            json.key("event").string(one.event());
        }
        Calendar.Answer answer = calendar.answer(one);
        if (answer.day().isPresent()) {
            Day day = answer.day().get();
            json.key("date").ascii(day.toString());
            json.key("weekday").ascii(WEEKDAYS.get(day.weekday() - 1));
        } else {
            json.key("no_date_because").string(answer.because());
        }
        json.key("text").string(contract.shown(one.sentence().start(), one.sentence().end()));
    }

    private String counting(Quantities.Unit unit) {
        return switch (unit) {
            case BUSINESS_DAY ->
                    "Monday to Friday without the "
                            + calendar.holidays()
                            + " holidays given, the day of the event not counted";
            case DAY, WEEK -> "every day of the calendar, the day of the event not counted";
            case MONTH, YEAR -> "to the same day of the month, or its last one";
        };
    }
}
