package dev.tarn.format.avro.read;

import dev.tarn.format.avro.codec.BlockCodec;
import dev.tarn.format.avro.decode.Input;
import dev.tarn.format.avro.schema.AvroMetadata;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanFilter;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.arrow.memory.OutOfMemoryException;

/** Reads the records of a range, all columns that are asked for of each; then the filters choose. */
public final class AvroSource implements BatchSource {
    private final InputFile file;
    private final int rowGroup;
    private final ScanRequest request;
    private final SelectionVector selection;
    private final RowDecoder decoder;
    private final BlockCodec codec;
    private final Input in = new Input();
    private final RangeReads reads;
    private final CompletableFuture<Void> done;
    private Iterator<RangeReads.Block> blocks;
    private long rowsOfBlock;
    private long reservedBytes;
    private boolean closed;

    /** Opens a range and starts to read it; closes {@code file} when it is closed, or when this fails. */
    public AvroSource(InputFile file, AvroMetadata metadata, int rowGroup, ScanRequest request) {
        this.file = file;
        this.rowGroup = rowGroup;
        this.request = request;
        this.selection = new SelectionVector(request.context().batchSize());
        this.reads = new RangeReads(file, metadata, rowGroup, request.context());
        this.codec = BlockCodec.of(metadata.codec());
        try {
            this.decoder = new RowDecoder(metadata, request, this::place);
            this.done = reads.start();
        } catch (RuntimeException | Error e) {
            codec.close();
            reads.close();
            file.close();
            throw e;
        }
    }

    @Override
    public CompletableFuture<?> blocked() {
        return done;
    }

    @Override
    public Batch next() {
        if (closed) {
            throw new TarnException(ErrorCode.INTERNAL_ERROR, "a closed source was asked for a batch");
        }
        try {
            if (blocks == null) {
                join();
                blocks = reads.blocks().iterator();
            }
            for (int rows = decode(); rows > 0; rows = decode()) {
                Batch batch = filter(rows);
                if (batch != null) {
                    request.context().metrics().rowsProduced.add(batch.selectedCount());
                    return batch;
                }
            }
            return null;
        } catch (TarnException e) {
            throw e.at(place(null));
        } catch (OutOfMemoryError e) {
            throw new TarnException(
                    ErrorCode.EXCEEDED_MEMORY_LIMIT, place(null), "a block takes more memory than the heap has", e);
        }
    }

    private void join() {
        try {
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            if (e.getCause() instanceof OutOfMemoryError error) {
                throw error;
            }
            throw e;
        }
    }

    /** Decodes the next rows and returns how many there are; 0 at the end. */
    private int decode() {
        decoder.clear();
        int rows = 0;
        while (rows < request.context().batchSize()) {
            if (rowsOfBlock == 0) {
                if (!nextBlock()) {
                    break;
                }
                continue;
            }
            int count = (int) Math.min(rowsOfBlock, request.context().batchSize() - rows);
            decoder.decode(in, count);
            rowsOfBlock -= count;
            rows += count;
            if (rowsOfBlock == 0 && in.remaining() > 0) {
                throw Input.corrupt("a block has " + in.remaining() + " bytes more than its records");
            }
        }
        return rows;
    }

    private boolean nextBlock() {
        if (!blocks.hasNext()) {
            return false;
        }
        RangeReads.Block block = blocks.next();
        int length = codec.decompress(reads.bytes(), block.offset(), block.length());
        long more = codec.bytes().length - reservedBytes;
        if (more > 0) {
            reservedBytes += more;
            if (!request.context().allocator().forceAllocate(more)) {
                throw new OutOfMemoryException(
                        "the query's memory limit leaves no room for a block of " + length + " bytes");
            }
        }
        in.reset(codec.bytes(), 0, length);
        rowsOfBlock = block.rows();
        request.context().metrics().rowsScanned.add(block.rows());
        if (rowsOfBlock == 0 && length > 0) {
            throw Input.corrupt("a block without records has " + length + " bytes");
        }
        return true;
    }

    /** Applies the filters; returns null if no row is left. */
    private Batch filter(int rows) {
        Column[] columns = decoder.columns(rows);
        boolean all = true;
        for (ScanFilter filter : request.filters()) {
            if (!filter.isActive()) {
                continue;
            }
            Column[] read = Arrays.stream(filter.columnIndexes())
                    .mapToObj(index -> columns[index])
                    .toArray(Column[]::new);
            filter.select(new Batch(rows, Arrays.asList(read), all ? null : selection), selection);
            all = all && selection.count() == rows;
            if (selection.count() == 0) {
                return null;
            }
        }
        return new Batch(rows, Arrays.asList(columns), all ? null : selection);
    }

    private ErrorPosition place(String column) {
        return new ErrorPosition.InFile(file.entry().location().text(), rowGroup, -1, column);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            decoder.close();
            codec.close();
            if (reservedBytes > 0) {
                request.context().allocator().releaseBytes(reservedBytes);
            }
            reads.close();
        } finally {
            file.close();
        }
    }
}
