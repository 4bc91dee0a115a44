package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.store.NodeStore;
import dev.tidings.delivery.store.Post;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// [NodeStore] in SQL.
record SqlNodeStore(Database database) implements NodeStore {
    private static final String NO_QUESTION =
            "kind NOT IN ('" + Post.Kind.REQUEUE.name() + "', '" + Post.Kind.SETTLE.name() + "')";

    /// The statement after the first sees what was told by those who wrote in the term before.
    @Override
    public long begin() {
        return database.write(handle -> {
            long term = handle.createQuery("UPDATE terms SET number = number + 1 WHERE id = 1 RETURNING number")
                    .mapTo(Long.class)
                    .one();
            handle.execute("DELETE FROM posts WHERE " + NO_QUESTION);
            return term;
        });
    }

    @Override
    public void leads(long term) {
        database.leads(term);
    }

    @Override
    public List<Post> posts(int limit) {
        return database.read(handle -> handle.createQuery(
                        "SELECT number, kind, about, body FROM posts WHERE answer IS NULL" + " ORDER BY number LIMIT ?")
                .bind(0, limit)
                .map((row, context) -> new Post(
                        row.getLong("number"),
                        Post.Kind.valueOf(row.getString("kind")),
                        row.getString("about"),
                        row.getString("body")))
                .list());
    }

    @Override
    public void heard(List<Post> posts) {
        database.write(handle -> {
            var delete = handle.prepareBatch("DELETE FROM posts WHERE number = ?");
            posts.forEach(post -> delete.bind(0, post.number()).add());
            return delete.execute();
        });
    }

    @Override
    public long ask(Post.Kind kind, String about, String body) {
        return database.write(
                handle -> handle.createQuery("INSERT INTO posts (kind, about, body) VALUES (?, ?, ?) RETURNING number")
                        .bind(0, kind.name())
                        .bind(1, about)
                        .bind(2, body)
                        .mapTo(Long.class)
                        .one());
    }

    @Override
    public void answer(long question, long answer) {
        database.write(handle -> handle.execute("UPDATE posts SET answer = ? WHERE number = ?", answer, question));
    }

    @Override
    public OptionalLong answered(long question) {
        Optional<Long> answer = database.read(
                handle -> handle.createQuery("SELECT answer FROM posts WHERE number = ? AND answer IS NOT NULL")
                        .bind(0, question)
                        .mapTo(Long.class)
                        .findOne());
        answer.ifPresent(_ -> withdraw(question));
        return answer.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    @Override
    public void withdraw(long question) {
        database.write(handle -> handle.execute("DELETE FROM posts WHERE number = ?", question));
    }
}
