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
/// @param documents in the order of the file
/// @param queries in the order of the file; the judgments number them by it, from 1
/// @param grades by query, then by document
record Cranfield(
        List<Document> documents, List<String> queries, List<Map<String, Integer>> grades) {

    private static final Pattern DOCUMENT = Pattern.compile("<doc>(.*?)</doc>", Pattern.DOTALL);
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern QUERY = Pattern.compile("<top>(.*?)</top>", Pattern.DOTALL);

    /// @param text which begins with the title
    record Document(String id, String title, String text) {}

    static Cranfield read(Path folder) throws IOException {
        List<Document> documents = new ArrayList<>();
        Matcher document = DOCUMENT.matcher(Files.readString(folder.resolve("cran.all.1400.xml")));
        while (document.find()) {
            String body = document.group(1);
            documents.add(
                    new Document(
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
            grades.get(Integer.parseInt(judged.get(0)) - 1)
                    .put(judged.get(2), Integer.valueOf(judged.get(3)));
        }
        return new Cranfield(documents, queries, grades);
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
