package dev.hqe.benchmarks.memory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DoubleValuesSourceRescorer;
import org.apache.lucene.search.FullPrecisionFloatVectorSimilarityValuesSource;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;
import org.jspecify.annotations.Nullable;

/// Lucene's HNSW graph over vectors of 7 bits, the best 50 of it ranked exactly; one segment.
final class LuceneHnsw implements Index {

    private static final int CONNECTIONS = 16;
    private static final int BEAM = 100;
    private static final int CANDIDATES = 50;
    private static final int BUFFER_MEGABYTES = 256;

    private final Path folder;
    private @Nullable DirectoryReader reader;

    LuceneHnsw(Path folder) {
        this.folder = folder;
    }

    @Override
    public void build(SampleSpace space) throws IOException {
        KnnVectorsFormat format =
                new Lucene104HnswScalarQuantizedVectorsFormat(
                        ScalarEncoding.SEVEN_BIT, CONNECTIONS, BEAM);
        IndexWriterConfig config =
                new IndexWriterConfig()
                        .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                        .setCodec(
                                new Lucene104Codec() {
                                    @Override
                                    public KnnVectorsFormat getKnnVectorsFormatForField(
                                            String field) {
                                        return format;
                                    }
                                });
        try (MMapDirectory directory = new MMapDirectory(folder);
                IndexWriter writer = new IndexWriter(directory, config)) {
            for (int i = 0; i < space.size(); i++) {
                Document document = new Document();
                document.add(new NumericDocValuesField("id", i));
                document.add(new StringField("topic", SampleSpace.topic(i), Field.Store.NO));
                document.add(new StringField("kind", space.kind(i), Field.Store.NO));
                document.add(
                        new KnnFloatVectorField(
                                "vector", space.vector(i), VectorSimilarityFunction.DOT_PRODUCT));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
            writer.commit();
        }
    }

    @Override
    public void open() throws IOException {
        reader = DirectoryReader.open(new MMapDirectory(folder));
    }

    @Override
    public int[] search(float[] query, Among among) throws IOException {
        IndexSearcher searcher = new IndexSearcher(Objects.requireNonNull(reader));
        searcher.setQueryCache(null);
        KnnFloatVectorQuery nearest =
                switch (among) {
                    case ALL -> new KnnFloatVectorQuery("vector", query, CANDIDATES);
                    case TOPIC -> nearest(query, new Term("topic", SampleSpace.TOPIC));
                    case AREA -> nearest(query, new Term("kind", SampleSpace.AREA));
                };
        TopDocs found = searcher.search(nearest, CANDIDATES);
        TopDocs exact =
                new DoubleValuesSourceRescorer(
                        new FullPrecisionFloatVectorSimilarityValuesSource(query, "vector")) {
                    @Override
                    protected float combine(float first, boolean present, double second) {
                        return (float) second;
                    }
                }.rescore(searcher, found, SampleSpace.HITS);
        return ids(searcher, exact.scoreDocs);
    }

    private static KnnFloatVectorQuery nearest(float[] query, Term filter) {
        return new KnnFloatVectorQuery("vector", query, CANDIDATES, new TermQuery(filter));
    }

    private static int[] ids(IndexSearcher searcher, ScoreDoc[] documents) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        int[] ids = new int[documents.length];
        for (int i = 0; i < ids.length; i++) {
            int document = documents[i].doc;
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
            NumericDocValues values = leaf.reader().getNumericDocValues("id");
            values.advance(document - leaf.docBase);
            ids[i] = (int) values.longValue();
        }
        return Arrays.copyOf(ids, Math.min(ids.length, SampleSpace.HITS));
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
