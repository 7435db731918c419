package dev.tarn.format.orc.write;

import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.type.Layout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.orc.OrcProto;
import org.apache.orc.OrcProto.Stream.Kind;
import org.apache.orc.TypeDescription;
import org.apache.orc.impl.OutStream;
import org.apache.orc.impl.PositionRecorder;
import org.apache.orc.impl.RunLengthIntegerWriterV2;
import org.apache.orc.util.BloomFilterUtf8;

/**
 * Texts. A stripe's are kept as codes of a dictionary as long as few of them differ, and written at its end: the dictionary,
 * sorted, and the codes. Where too many differ, they are written one after the other, from then on as they come.
 */
final class TextWriter extends ColumnWriter {
    /** A larger dictionary is no gain to who reads it. */
    private static final int MOST_DICTIONARY_BYTES = 16 << 20;

    private static final OrcProto.ColumnEncoding DIRECT = encoding(OrcProto.ColumnEncoding.Kind.DIRECT_V2);

    /** Texts that stand one after the other, or codes: both are of the kind DATA, and one of them is left out. */
    private final OutStream data;

    private final OutStream codeStream;
    private final RunLengthIntegerWriterV2 codeData;
    private final OutStream lengthStream;
    private final RunLengthIntegerWriterV2 lengths;
    private final OutStream dictionaryStream;
    private final BloomFilterUtf8 filter;
    private final double threshold;
    /** The characters that every value has, as CHAR is stored; 0 if they differ. */
    private final int padded;

    private final TextDictionary dictionary = new TextDictionary();
    private final List<Mark> marks = new ArrayList<>();
    private int[] codes = new int[1024];
    private int codeCount;
    private boolean isDirect;
    private OrcProto.ColumnEncoding encoding = DIRECT;
    private byte[] value = new byte[64];

    /** Who wants to know where the streams are before the value of a number. */
    private record Mark(int value, PositionRecorder recorder) {}

    TextWriter(TypeDescription type, StripeStreams streams) throws IOException {
        super(type, streams);
        int column = type.getId();
        data = streams.create(Kind.DATA, column);
        codeStream = streams.create(Kind.DATA, column);
        codeData = new RunLengthIntegerWriterV2(codeStream, false, true);
        lengthStream = streams.create(Kind.LENGTH, column);
        lengths = new RunLengthIntegerWriterV2(lengthStream, false, true);
        dictionaryStream = streams.create(Kind.DICTIONARY_DATA, column);
        filter = filter();
        threshold = streams.options().dictionaryThreshold();
        padded = type.getCategory() == TypeDescription.Category.CHAR ? type.getMaxLength() : 0;
        isDirect = threshold == 0;
        streams.count(this);
    }

    /** Returns how many bytes wait for the end of the stripe. */
    long keptBytes() {
        return dictionary.byteCount() + 8L * dictionary.size() + 4L * codeCount;
    }

    @Override
    protected void write(Layout layout, long address, int length) throws IOException {
        if (value.length < length + padded) {
            value = new byte[Math.max(length + padded, value.length * 2)];
        }
        RawMemory.copyToArray(address, value, 0, length);
        int total = length;
        for (int i = characters(length); i < padded; i++) {
            value[total++] = ' ';
        }
        if (!isDirect && dictionary.byteCount() + (long) total > MOST_DICTIONARY_BYTES) {
            writeDirect();
        }
        if (isDirect) {
            data.write(value, 0, total);
            lengths.write(total);
        } else {
            if (codeCount == codes.length) {
                codes = Arrays.copyOf(codes, codeCount * 2);
            }
            codes[codeCount++] = dictionary.code(value, total);
        }
        addText(value, total);
        if (filter != null) {
            filter.addBytes(value, 0, total);
        }
    }

    private int characters(int length) {
        int count = 0;
        for (int i = 0; i < length && padded > 0; i++) {
            count += (value[i] & 0xC0) == 0x80 ? 0 : 1;
        }
        return count;
    }

    @Override
    protected void addPositions(PositionRecorder recorder) throws IOException {
        if (isDirect) {
            data.getPosition(recorder);
            lengths.getPosition(recorder);
        } else {
            marks.add(new Mark(codeCount, recorder));
        }
    }

    @Override
    void endEntry() throws IOException {
        super.endEntry();
        if (!isDirect && tooManyDiffer()) {
            writeDirect();
        }
    }

    private boolean tooManyDiffer() {
        return dictionary.size() > threshold * codeCount;
    }

    /** Writes the values that were kept, and from now on those that come. */
    private void writeDirect() throws IOException {
        int mark = 0;
        for (int i = 0; i <= codeCount; i++) {
            for (; mark < marks.size() && marks.get(mark).value == i; mark++) {
                data.getPosition(marks.get(mark).recorder);
                lengths.getPosition(marks.get(mark).recorder);
            }
            if (i < codeCount) {
                int length = dictionary.length(codes[i]);
                data.write(dictionary.bytes(), dictionary.start(codes[i]), length);
                lengths.write(length);
            }
        }
        forget();
        isDirect = true;
    }

    private void writeDictionary() throws IOException {
        int[] sorted = dictionary.sortedCodes();
        int[] ranks = new int[sorted.length];
        for (int rank = 0; rank < sorted.length; rank++) {
            int code = sorted[rank];
            ranks[code] = rank;
            dictionaryStream.write(dictionary.bytes(), dictionary.start(code), dictionary.length(code));
            lengths.write(dictionary.length(code));
        }
        int mark = 0;
        for (int i = 0; i <= codeCount; i++) {
            for (; mark < marks.size() && marks.get(mark).value == i; mark++) {
                codeData.getPosition(marks.get(mark).recorder);
            }
            if (i < codeCount) {
                codeData.write(ranks[codes[i]]);
            }
        }
        encoding = OrcProto.ColumnEncoding.newBuilder()
                .setKind(OrcProto.ColumnEncoding.Kind.DICTIONARY_V2)
                .setDictionarySize(sorted.length)
                .build();
        forget();
    }

    private void forget() {
        marks.clear();
        dictionary.clear();
        codeCount = 0;
    }

    @Override
    protected void flush() throws IOException {
        encoding = DIRECT;
        // A dictionary of no bytes at all is not worth the question whether its stream is there.
        if (!isDirect && (dictionary.byteCount() == 0 || tooManyDiffer())) {
            writeDirect();
        } else if (!isDirect) {
            writeDictionary();
        }
        boolean isDictionary = encoding != DIRECT;
        data.flush();
        codeData.flush();
        lengths.flush();
        dictionaryStream.flush();
        if (isDictionary) {
            data.suppress();
        } else {
            codeStream.suppress();
            dictionaryStream.suppress();
        }
        isDirect = threshold == 0;
    }

    @Override
    protected OrcProto.ColumnEncoding encoding() {
        return encoding;
    }
}
