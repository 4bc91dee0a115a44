package dev.tidings.delivery.store.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A contract that holds on every database: each test starts with an empty one.
@ParameterizedClass
@EnumSource
public abstract class OnEveryDatabase {
    protected final TestDatabase kind;

    @TempDir
    Path folder;

    protected DatabaseUrl url;
    protected Stores stores;

    protected OnEveryDatabase(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        url = kind.fresh(folder);
        stores = Stores.open(url);
    }

    @AfterEach
    void close() {
        stores.close();
        kind.drop(url);
    }

    protected void reopen() {
        stores.close();
        stores = Stores.open(url);
    }
}
