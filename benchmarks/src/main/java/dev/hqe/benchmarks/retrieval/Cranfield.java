package dev.hqe.benchmarks.retrieval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Cranfield collection in TREC's form: 1,400 abstracts, 225 queries, judgments.
///
/// Everything of ours that was chosen by looking at judgments was chosen on its queries of even
/// position, counted from 0.
final class Cranfield {

    static final String DOCUMENTS = "cran.all.1400.xml";

    private static final Pattern DOCUMENT = Pattern.compile("<doc>(.*?)</doc>", Pattern.DOTALL);
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern QUERY = Pattern.compile("<top>(.*?)</top>", Pattern.DOTALL);

    private Cranfield() {}

    static TestCollection read(Path folder) throws IOException {
        List<TestCollection.Document> documents = new ArrayList<>();
        Matcher document = DOCUMENT.matcher(Files.readString(folder.resolve(DOCUMENTS)));
        while (document.find()) {
            String body = document.group(1);
            documents.add(
                    new TestCollection.Document(
                            part(body, "docno"),
                            part(body, "title").replaceAll("\\s+", " "),
                            part(body, "text")));
        }
        List<String> queries = new ArrayList<>();
        Matcher query = QUERY.matcher(Files.readString(folder.resolve("cran.qry.xml")));
        while (query.find()) {
            queries.add(part(query.group(1), "title").replaceAll("\\s+", " "));
        }
        List<Map<String, Integer>> grades = new ArrayList<>();
        queries.forEach(one -> grades.add(new LinkedHashMap<>()));
        for (String line : Files.readAllLines(folder.resolve("cranqrel.trec.txt"))) {
            List<String> judged = SPACES.splitAsStream(line.strip()).toList();
            // the judgments number the queries by their place in the file, from 1
            grades.get(Integer.parseInt(judged.get(0)) - 1)
                    .put(judged.get(2), Integer.valueOf(judged.get(3)));
        }
        List<TestCollection.Query> chosen = new ArrayList<>();
        List<TestCollection.Query> unseen = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            (i % 2 == 0 ? chosen : unseen)
                    .add(new TestCollection.Query(queries.get(i), grades.get(i)));
        }
        return new TestCollection(
                "cranfield",
                documents,
                List.of(
                        new TestCollection.Part("chosen on", chosen),
                        new TestCollection.Part("unseen", unseen)));
    }

    private static String part(String body, String name) {
        Pattern form = Pattern.compile("<" + name + ">(.*?)</" + name + ">", Pattern.DOTALL);
        Matcher matcher = form.matcher(body);
        return matcher.find()
                ? matcher.group(1)
                        .strip()
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&")
                : "";
    }
}
