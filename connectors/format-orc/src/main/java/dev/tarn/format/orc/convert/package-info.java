/** From the vectors of orc-core to columns: conversions to the type and layout that a scan asks for. Nothing is read here. */
package dev.tarn.format.orc.convert;
