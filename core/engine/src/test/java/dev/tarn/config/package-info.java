/** Tests of the settings. */
package dev.tarn.config;
