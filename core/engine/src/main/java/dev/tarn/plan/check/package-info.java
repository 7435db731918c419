/** Checks that hold for every plan, run by tests. */
package dev.tarn.plan.check;
