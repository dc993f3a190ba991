package dev.hqe.benchmarks.retrieval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

/// Lucene as it comes: BM25 with its own defaults over title and text in one field, whole
/// documents.
final class LuceneRanking implements Ranking, AutoCloseable {

    private static final String ID = "id";
    private static final String BODY = "body";

    private final Analyzer analyzer;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    LuceneRanking(Analyzer analyzer, List<TestCollection.Document> documents) throws IOException {
        this.analyzer = analyzer;
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
            for (TestCollection.Document document : documents) {
                Document indexed = new Document();
                indexed.add(new StringField(ID, document.id(), Field.Store.YES));
                indexed.add(
                        new TextField(
                                BODY, document.title() + "\n" + document.text(), Field.Store.NO));
                writer.addDocument(indexed);
            }
        }
        this.reader = DirectoryReader.open(directory);
        this.searcher = new IndexSearcher(reader);
    }

    @Override
    public List<String> documents(String query) throws IOException {
        Query words = new QueryBuilder(analyzer).createBooleanQuery(BODY, query);
        List<String> found = new ArrayList<>();
        if (words != null) {
            for (ScoreDoc hit : searcher.search(words, DEPTH).scoreDocs) {
                found.add(searcher.storedFields().document(hit.doc).get(ID));
            }
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
