package dev.tarn.catalog.file;

import dev.tarn.catalog.field.FieldColumn;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.catalog.TableStatistics;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.split.Split;
import dev.tarn.spi.storage.ByteRange;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table over files, as they are when they are first listed; made anew for each query. Partitions may have formats of their
 * own. Thread-safe.
 */
public final class FileTable implements Table {
    /** What is taken for the number of rows where a predicate says too little to look. */
    private static final long UNKNOWN_ROWS = 1_000_000;

    private final List<ColumnSchema> columns;
    private final List<ColumnSchema> partitionColumns;
    private final FileSource source;
    private final TableStorage storage;
    private final FileReading reading;
    private final FileCaches caches;
    private final Set<String> partitionNames;
    private final Map<String, Type> types = new HashMap<>();

    FileTable(
            List<ColumnSchema> dataColumns,
            List<ColumnSchema> partitionColumns,
            FileSource source,
            TableStorage storage,
            FileReading reading,
            FileCaches caches) {
        List<ColumnSchema> all = new ArrayList<>(dataColumns);
        all.addAll(partitionColumns);
        this.columns = List.copyOf(all);
        this.partitionColumns = List.copyOf(partitionColumns);
        this.source = source;
        this.storage = storage;
        this.reading = reading;
        this.caches = caches;
        for (ColumnSchema column : columns) {
            types.put(column.name(), column.type());
        }
        this.partitionNames = partitionColumns.stream().map(ColumnSchema::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<ColumnSchema> columns() {
        return columns;
    }

    @Override
    public List<ColumnSchema> hiddenColumns() {
        return HiddenColumns.all();
    }

    @Override
    public Set<String> exactlyPrunedColumns() {
        return partitionNames;
    }

    @Override
    public boolean readsFieldPaths() {
        // A registered partition may have a format of its own.
        return reading.format().readsFieldPaths() && !(source instanceof RegisteredFolders);
    }

    @Override
    public StorageMetrics storageMetrics() {
        return storage.metrics();
    }

    @Override
    public int splitsAhead() {
        return storage.splitsAhead();
    }

    @Override
    public String description() {
        return reading.format().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public TableStatistics statistics(TupleDomain predicate, Set<String> names) {
        if (!source.canFind(predicate)) {
            return new TableStatistics(UNKNOWN_ROWS, false, Map.of());
        }
        if (!partitionNames.containsAll(predicate.domains().keySet())) {
            return merge(rowGroups(predicate, new ScanMetrics()), names);
        }
        List<TableFile> files = predicate.isNone() ? List.of() : source.files(predicate, new ScanMetrics());
        return caches.statistics()
                .get(
                        new StatisticsCache.Key(files, reading, columns, Set.copyOf(names)),
                        () -> merge(rowGroups(files, Map.of(), new ScanMetrics()), names));
    }

    /** Returns whether the files of a predicate can be listed, which some projected partitions need values for. */
    public boolean canList(TupleDomain predicate) {
        return source.canFind(predicate)
                && partitionNames.containsAll(predicate.domains().keySet());
    }

    /** Returns how much the files are that may have rows of a predicate of partition columns. Lists them if need be. */
    public FileTotals totals(TupleDomain predicate) {
        List<TableFile> files = predicate.isNone() ? List.of() : source.files(predicate, new ScanMetrics());
        return FileTotals.of(files.stream().map(TableFile::entry).toList());
    }

    @Override
    public OptionalLong exactRowCount(TupleDomain predicate) {
        TableStatistics known = statistics(predicate, Set.of());
        return known.rowCountIsExact() ? OptionalLong.of(known.rowCount()) : OptionalLong.empty();
    }

    private TableStatistics merge(List<RowGroupSplit> rowGroups, Set<String> names) {
        Map<String, StatisticsMerge> merges = new HashMap<>();
        names.forEach(name -> merges.put(name, new StatisticsMerge()));
        long rows = 0;
        boolean exact = true;
        for (RowGroupSplit split : rowGroups) {
            rows += split.rowCount();
            exact &= split.metadata().rowCountsAreExact();
            for (Map.Entry<String, StatisticsMerge> merge : merges.entrySet()) {
                add(merge.getValue(), split, merge.getKey());
            }
        }
        Map<String, ColumnStatistics> merged = new HashMap<>();
        merges.forEach((name, merge) -> merged.put(name, merge.result()));
        return new TableStatistics(rows, exact, merged);
    }

    private void add(StatisticsMerge merge, RowGroupSplit split, String name) {
        long rowCount = split.rowCount();
        int partition = partitionIndex(name);
        if (partition < 0) {
            ColumnStatistics known = statistics(split.metadata(), split.rowGroup(), name);
            merge.add(known, rowCount, split.metadata().rowCountsAreExact() && known.nullCount() == rowCount);
        } else {
            Object value = split.file().partition().get(partition);
            merge.add(
                    new ColumnStatistics(value, value, true, value == null ? rowCount : 0, 1), rowCount, value == null);
        }
    }

    @Override
    public List<? extends Split> splits(TupleDomain predicate, List<ScanColumn> scanned, ScanMetrics metrics) {
        List<RowGroupSplit> splits = rowGroups(predicate, metrics);
        boolean isFiltered = !partitionNames.containsAll(predicate.domains().keySet());
        boolean alike = splits.stream().allMatch(split -> reading(split.file()).format() == reading.format());
        return storage.splitsAhead() == 0 || isFiltered || !alike
                ? splits
                : SharedReads.join(splits, reading.format(), dataColumns(scanned));
    }

    private List<ScanColumn> dataColumns(List<ScanColumn> columns) {
        return columns.stream().filter(column -> !isConstant(column.name())).toList();
    }

    /** Returns the row groups that may have rows of {@code predicate}, in the order of the files. */
    private List<RowGroupSplit> rowGroups(TupleDomain predicate, ScanMetrics metrics) {
        if (predicate.isNone()) {
            return List.of();
        }
        Map<String, Domain> domains = new HashMap<>(predicate.domains());
        domains.keySet().removeAll(partitionNames);
        if (!domains.keySet().removeAll(HiddenColumns.names())) {
            return rowGroups(source.files(predicate, metrics), domains, metrics);
        }
        List<TableFile> files = source.files(predicate, metrics);
        List<TableFile> left = files.stream()
                .filter(file -> HiddenColumns.allowsFile(predicate, file, partitionColumns))
                .toList();
        metrics.filesPruned.add(files.size() - left.size());
        return rowGroups(left, domains, metrics).stream()
                .filter(split -> HiddenColumns.allowsRowGroup(predicate, split.rowGroup()))
                .toList();
    }

    private List<RowGroupSplit> rowGroups(List<TableFile> files, Map<String, Domain> domains, ScanMetrics metrics) {
        List<RowGroupSplit> splits = new ArrayList<>();
        TupleDomain dataDomain = new TupleDomain(domains);
        List<FileMetadata> all = metadata(files, metrics);
        for (int i = 0; i < files.size(); i++) {
            TableFile file = files.get(i);
            FileMetadata metadata = all.get(i);
            int before = splits.size();
            int rowGroupCount = metadata.rowGroupCount();
            for (int rowGroup = 0; rowGroup < rowGroupCount; rowGroup++) {
                if (mayMatch(metadata, rowGroup, domains)) {
                    splits.add(new RowGroupSplit(file, metadata, rowGroup, dataDomain));
                }
            }
            int left = splits.size() - before;
            metrics.rowGroupsTotal.add(rowGroupCount);
            metrics.rowGroupsPruned.add(rowGroupCount - left);
            if (left == 0 && rowGroupCount > 0) {
                metrics.filesPruned.increment();
            }
        }
        return splits;
    }

    /** Returns the values of the partitions that a predicate allows, each once, in the representation of {@link Domain}. */
    public List<List<Object>> partitions(TupleDomain predicate) {
        return source.partitions(new TupleDomain(partitionDomains(predicate)));
    }

    private Map<String, Domain> partitionDomains(TupleDomain predicate) {
        Map<String, Domain> domains = new HashMap<>(predicate.domains());
        domains.keySet().retainAll(partitionNames);
        return domains;
    }

    /** Returns path, size, time of the last change and partition of each file, as the hidden columns have them. */
    public List<List<Object>> fileValues(TupleDomain predicate) {
        return source.files(predicate, new ScanMetrics()).stream()
                .map(file -> HiddenColumns.ofFile(file, partitionColumns))
                .toList();
    }

    private FileReading reading(TableFile file) {
        return file.reading() == null ? reading : file.reading();
    }

    private List<FileMetadata> metadata(List<TableFile> files, ScanMetrics metrics) {
        Map<FileReading, List<Integer>> alike = new LinkedHashMap<>();
        for (int i = 0; i < files.size(); i++) {
            alike.computeIfAbsent(reading(files.get(i)), each -> new ArrayList<>())
                    .add(i);
        }
        FileMetadata[] all = new FileMetadata[files.size()];
        alike.forEach((how, indexes) -> {
            List<FileEntry> entries =
                    indexes.stream().map(i -> files.get(i).entry()).toList();
            List<FileMetadata> read = caches.footers().metadata(storage, entries, how.format(), how.options(), metrics);
            for (int i = 0; i < read.size(); i++) {
                all[indexes.get(i)] = read.get(i);
            }
        });
        return Arrays.asList(all);
    }

    /** Returns the type of a column, or of a field that a dotted name leads to; null if there is none. */
    private Type type(String name) {
        Type type = types.get(name);
        int dot = type == null ? name.indexOf('.') : -1;
        Type row = dot < 0 ? null : types.get(name.substring(0, dot));
        return row == null
                ? type
                : FieldColumn.typeOf(row, List.of(name.substring(dot + 1).split("\\.", -1)));
    }

    /** Returns what a file says of a column, in so far as it is true of the values in this table's type. */
    private ColumnStatistics statistics(FileMetadata metadata, int rowGroup, String name) {
        Type type = type(name);
        return type == null ? ColumnStatistics.UNKNOWN : metadata.statistics(rowGroup, name, type);
    }

    private boolean mayMatch(FileMetadata metadata, int rowGroup, Map<String, Domain> domains) {
        for (Map.Entry<String, Domain> entry : domains.entrySet()) {
            Domain domain = entry.getValue();
            ColumnStatistics column = statistics(metadata, rowGroup, entry.getKey());
            boolean mayBeNull = domain.nullAllowed() && column.nullCount() != 0;
            boolean allNull = metadata.rowCountsAreExact() && column.nullCount() == metadata.rowCount(rowGroup);
            boolean mayBeValue = !allNull && domain.overlaps(column.min(), column.max());
            if (!mayBeNull && !mayBeValue) {
                return false;
            }
        }
        return true;
    }

    @Override
    public BatchSource open(Split split, ScanRequest request) {
        RowGroupSplit rowGroup = (RowGroupSplit) split;
        boolean hasConstants = request.columns().stream().anyMatch(column -> isConstant(column.name()));
        return hasConstants ? PartitionedSource.open(this, rowGroup, request) : openData(rowGroup, request);
    }

    /** Opens a row group for columns of the file alone. */
    BatchSource openData(RowGroupSplit split, ScanRequest request) {
        return reading(split.file())
                .format()
                .open(
                        openFile(split, request),
                        split.metadata(),
                        split.rowGroup(),
                        request.withDomain(split.domain()).withContext(storage.reading(request.context())));
    }

    private InputFile openFile(RowGroupSplit split, ScanRequest request) {
        FileEntry entry = split.file().entry();
        InputFile file = storage.fileSystem(entry.location()).open(entry);
        if (split.shared() == null) {
            return file;
        }
        List<ByteRange> ranges = reading.format().ranges(split.metadata(), split.rowGroup(), request.columns());
        return split.shared().open(file, ranges, request.context().allocator());
    }

    /** Returns whether a column has one value in each row group: one of the partition's, or a hidden one. */
    boolean isConstant(String columnName) {
        return partitionNames.contains(columnName)
                || HiddenColumns.isName(columnName) && !types.containsKey(columnName);
    }

    /** Returns the value of a {@linkplain #isConstant constant} column. */
    Object constant(RowGroupSplit split, String columnName) {
        int partition = partitionIndex(columnName);
        return partition < 0
                ? HiddenColumns.value(columnName, split.file(), split.rowGroup(), partitionColumns)
                : split.file().partition().get(partition);
    }

    /** Returns the index of a partition column, or -1 if it is none. */
    private int partitionIndex(String columnName) {
        for (int i = 0; i < partitionColumns.size(); i++) {
            if (partitionColumns.get(i).name().equals(columnName)) {
                return i;
            }
        }
        return -1;
    }
}
