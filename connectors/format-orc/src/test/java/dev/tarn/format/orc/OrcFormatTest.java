package dev.tarn.format.orc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.format.FileFormat;
import dev.tarn.testkit.BaseFormatTest;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.orc.OrcConf;
import org.junit.jupiter.api.Test;

class OrcFormatTest extends BaseFormatTest {
    private static byte[] file;

    @Override
    protected FileFormat format() {
        return new OrcFormat();
    }

    @Override
    protected byte[] file() throws Exception {
        if (file == null) {
            file = OrcFiles.write(
                    "struct<Id:bigint,name:string,text:string>",
                    ROWS,
                    options -> {
                        options.stripeSize(10_000).rowIndexStride(1000);
                        OrcConf.STRIPE_ROW_COUNT.setLong(options.getConfiguration(), 4000);
                    },
                    (batch, first) -> {
                        for (int i = 0; i < batch.size; i++) {
                            long id = first + i;
                            ((LongColumnVector) batch.cols[0]).vector[i] = id;
                            BytesColumnVector name = (BytesColumnVector) batch.cols[1];
                            if (id % 3 == 0) {
                                name.isNull[i] = true;
                                name.noNulls = false;
                            } else {
                                name.setVal(i, ("name " + id % 10).getBytes(StandardCharsets.UTF_8));
                            }
                            ((BytesColumnVector) batch.cols[2])
                                    .setVal(i, ("text " + id).getBytes(StandardCharsets.UTF_8));
                        }
                    });
        }
        return file;
    }

    @Test
    void claimsFilesByTheirEnding() {
        assertTrue(format().claims("a.orc") && format().claims("A.ORC"));
        assertFalse(format().claims("a.orc.crc") || format().claims("orc"));
    }
}
