package dev.hqe.kernel.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;

/// One SQLite connection with its prepared statements, as the code inside [Database#read] and
/// [Database#write] sees it. Belongs to the one thread that runs that code; do not let it escape.
public final class Sql {

    private static final int STATEMENTS = 64;

    /// Turns the current row of a result into a value.
    @FunctionalInterface
    public interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

    private BooleanSupplier stop = () -> false;

    Sql(Connection connection) {
        this.connection = connection;
    }

    /// Lets statements be stopped by [#stopWhen].
    void beStoppable(int stepsBetweenLooks) throws SQLException {
        ProgressHandler.setHandler(
                connection,
                stepsBetweenLooks,
                new ProgressHandler() {
                    @Override
                    protected int progress() {
                        return stop.getAsBoolean() ? 1 : 0;
                    }
                });
    }

    /// Ends statements with an error (SQLITE_INTERRUPT) once this is so; asked on the thread that
    /// runs them.
    void stopWhen(BooleanSupplier isOver) {
        stop = isOver;
    }

    /// Every row of a query. Bound the query by a `LIMIT`. The mapper only reads its row; it must
    /// not use this object.
    ///
    /// @param arguments `String`, `Long`, `Integer`, `Double`, `byte[]` or null, one per `?`
    public <T> List<T> list(String query, RowMapper<T> mapper, @Nullable Object... arguments)
            throws SQLException {
        PreparedStatement statement = bound(query, arguments);
        try (ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(mapper.map(rows));
            }
            return found;
        } catch (SQLException e) {
            throw dropped(query, e);
        }
    }

    /// The first row of a query.
    public <T> Optional<T> first(String query, RowMapper<T> mapper, @Nullable Object... arguments)
            throws SQLException {
        PreparedStatement statement = bound(query, arguments);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(mapper.map(rows)) : Optional.empty();
        } catch (SQLException e) {
            throw dropped(query, e);
        }
    }

    /// Runs a change and says how many rows it touched.
    public int update(String statement, @Nullable Object... arguments) throws SQLException {
        PreparedStatement prepared = bound(statement, arguments);
        try {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw dropped(statement, e);
        }
    }

    /// The driver gives up a statement that fails for some reasons (being stopped is one), and
    /// could not run it again.
    private SQLException dropped(String text, SQLException failure) {
        PreparedStatement gone = statements.remove(text);
        if (gone != null) {
            try {
                gone.close();
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }
        return failure;
    }

    /// Runs statements that take no arguments and give nothing back.
    void script(String statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(statements);
        }
    }

    void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement bound(String text, @Nullable Object[] arguments) throws SQLException {
        PreparedStatement statement = statements.get(text);
        if (statement == null) {
            evictOne();
            statement = connection.prepareStatement(text);
            statements.put(text, statement);
        }
        int wanted = statement.getParameterMetaData().getParameterCount();
        if (wanted != arguments.length) { // or SQLite would take what the last call has bound
            throw new IllegalArgumentException(
                    text + ": takes " + wanted + " arguments, not " + arguments.length);
        }
        for (int i = 0; i < arguments.length; i++) {
            bind(statement, i + 1, arguments[i]);
        }
        return statement;
    }

    private void evictOne() throws SQLException {
        if (statements.size() >= STATEMENTS) {
            String eldest = statements.keySet().iterator().next();
            PreparedStatement gone = statements.remove(eldest);
            if (gone != null) {
                gone.close();
            }
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case null -> statement.setObject(index, null);
            case String text -> statement.setString(index, text);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case Double number -> statement.setDouble(index, number);
            case byte[] bytes -> statement.setBytes(index, bytes);
            default ->
                    throw new IllegalArgumentException(
                            "cannot bind a " + value.getClass().getName());
        }
    }
}
