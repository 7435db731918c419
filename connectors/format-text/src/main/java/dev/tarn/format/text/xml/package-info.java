/**
 * XML: records that are elements of one name.
 *
 * <p>Belongs here: finding the elements, how their attributes and children become values, and what a sample shows of them.
 * Documents are parsed by the JDK; document type declarations are refused.
 */
package dev.tarn.format.text.xml;
