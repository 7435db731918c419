/** Records that a regular expression takes apart, a line each, as RegexSerDe and GrokSerDe read them. */
package dev.tarn.format.text.pattern;
