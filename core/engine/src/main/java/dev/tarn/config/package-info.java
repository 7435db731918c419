/** Immutable settings: each is named, described and read here. What obeys a setting lives elsewhere. */
package dev.tarn.config;
