/** What the tests of the executor's packages share: columns made from Java values and read back. */
package dev.tarn.exec.testing;
