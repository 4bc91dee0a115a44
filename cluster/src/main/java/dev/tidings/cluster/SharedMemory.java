package dev.tidings.cluster;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/// Lets all shards of a node share one piece of memory; each with its own would take some hundred
/// megabytes. Made by Kafka Streams.
public final class SharedMemory implements RocksDBConfigSetter {
    private static final long ALL = 96L << 20;
    private static final long BUFFERS = 64L << 20;
    private static final long BUFFER = 8L << 20;

    static {
        org.rocksdb.RocksDB.loadLibrary();
    }

    private static final Cache CACHE = new LRUCache(ALL);
    private static final WriteBufferManager MANAGER = new WriteBufferManager(BUFFERS, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(MANAGER);
        options.setWriteBufferSize(BUFFER);
    }

    /// What is shared stays for the shards that go on.
    @Override
    public void close(String storeName, Options options) {}
}
